/** What the operator sells, on which networks, under which terms. */
import * as Type from 'typebox'
import type { App } from '../../../app/app.ts'
import { parseName, type NetworkId } from '../../../domain/basics/ids.ts'
import { offersOnSale, termsInForce } from '../../../domain/catalogue/catalogue.ts'
import { answer, type Answered } from '../answer.ts'
import * as examples from '../examples.ts'
import type { Fastify } from '../fastify.ts'
import type { Guard } from '../guard.ts'
import { told } from '../operation.ts'
import * as schemas from '../schemas/offers.ts'
import { networkShape, offerShape, termsShape, type Shape } from '../shapes.ts'

const OfferQuery = Type.Object(
  { network: Type.Optional(Type.String({ maxLength: 64 })) },
  { additionalProperties: false },
)

export function catalogueRoutes(fastify: Fastify, app: App, guard: Guard): void {
  fastify.get(
    '/offers',
    {
      onRequest: guard('offers:read'),
      schema: {
        querystring: OfferQuery,
        ...told({
          operationId: 'listOffers',
          summary: 'What is on sale through the API now',
          description: 'Of one network, or of all. A network that is not served has no offers.',
          scope: 'offers:read',
          response: schemas.Offers,
          example: examples.OFFERS,
        }),
      },
    },
    async (request, reply) => answer(reply, listOffers(app, request.query.network)),
  )
  fastify.get(
    '/networks',
    {
      onRequest: guard('offers:read'),
      schema: told({
        operationId: 'listNetworks',
        summary: 'The networks that lines are served on',
        scope: 'offers:read',
        response: schemas.Networks,
        example: examples.NETWORKS,
      }),
    },
    async (_request, reply) => {
      const networks = [...app.catalogue().networks.values()]
      return answer(reply, { body: { items: networks.map(networkShape) } })
    },
  )
  fastify.get(
    '/terms',
    {
      onRequest: guard('offers:read'),
      schema: told({
        operationId: 'listTerms',
        summary: 'The terms that a renewal must accept now',
        scope: 'offers:read',
        response: schemas.TermsInForce,
        example: examples.TERMS,
      }),
    },
    async (_request, reply) => {
      const terms = termsInForce(app.catalogue(), app.clock.now())
      return answer(reply, { body: { items: terms.map(termsShape) } })
    },
  )
}

function listOffers(app: App, network: string | undefined): Answered<Shape<typeof schemas.Offers>> {
  const catalogue = app.catalogue()
  const asked = network === undefined ? null : parseName<NetworkId>(network)
  const networks = network === undefined ? [...catalogue.networks.keys()] : [asked]
  const at = app.clock.now()
  const offers = networks.flatMap((id) =>
    id === null ? [] : offersOnSale(catalogue, { network: id, channel: 'api', at }),
  )
  return { body: { items: offers.map(offerShape) } }
}
