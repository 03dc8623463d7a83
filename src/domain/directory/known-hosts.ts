/**
 * Hosts that lead elsewhere: shorteners, chat invitations, picture stores; and what ends a name.
 */
import type { ChatApp } from './directory.ts'

/** Whoever reads such a link cannot see where it leads. */
export const SHORTENERS: ReadonlySet<string> = new Set(
  (
    't.cn url.cn w.url.cn dwz.cn suo.im suo.nz u.nu 985.so sourl.cn rrd.me c-n.cc bit.ly j.mp ' +
    'tinyurl.com is.gd v.gd goo.gl t.co ow.ly cutt.ly rb.gy buff.ly s.id shorturl.at qr.ae t.ly ' +
    'tiny.cc soo.gd urlz.fr clck.ru tinu.be short.io shorturl.asia rebrand.ly bl.ink reurl.cc ' +
    'lihi.cc lihi1.com lihi2.com lihi3.com pse.is ppt.cc 0rz.tw risu.io supr.link x.gd onl.la ' +
    'onl.tw onl.sc bre.is ur0.jp ux.nu qr.paps.jp me2.do han.gl vo.la abit.ly url.kr zrr.kr ' +
    'buly.kr m.site.naver.com c11.kr bitly.kr kutt.it'
  ).split(' '),
)

export const PICTURE_HOSTS: ReadonlySet<string> = new Set(
  (
    'imgur.com i.imgur.com ibb.co i.ibb.co postimg.cc i.postimg.cc sm.ms imgbb.com gyazo.com ' +
    'i.gyazo.com upload.cc imgchr.com z3.ax1x.com s1.ax1x.com qrcode.show qr.io me-qr.com'
  ).split(' '),
)

/** Many people's pages under one host: the path is part of the name. */
export const SHARED_HOSTS: ReadonlySet<string> = new Set([
  'docs.google.com',
  'forms.gle',
  'sites.google.com',
  'linktr.ee',
  'facebook.com',
])

interface Invitation {
  readonly app: ChatApp
  /** The account's name in the path and query, or what stands for it. */
  readonly pattern: RegExp
}

const path = (app: ChatApp, pattern: RegExp): Invitation => ({ app, pattern })

export const INVITATIONS: ReadonlyMap<string, Invitation> = new Map([
  ['wa.me', path('whatsapp', /^\/([\w+-]{3,64})/)],
  ['api.whatsapp.com', path('whatsapp', /phone=\+?(\d{5,20})/)],
  ['chat.whatsapp.com', path('whatsapp', /^\/([\w-]{3,64})/)],
  ['t.me', path('telegram', /^\/(?:s\/|joinchat\/)?(\+?[\w-]{3,64})/)],
  ['telegram.me', path('telegram', /^\/(\+?[\w-]{3,64})/)],
  ['line.me', path('line', /^\/(?:r\/)?ti\/[pg]2?\/((?:@|~|%40)?[\w.-]{2,64})/)],
  ['page.line.me', path('line', /^\/(@?[\w.-]{2,64})/)],
  ['lin.ee', path('line', /^\/([\w-]{3,64})/)],
  ['liff.line.me', path('line', /^\/([\w.-]{3,64})/)],
  ['pf.kakao.com', path('kakao', /^\/([\w-]{2,64})/)],
  ['open.kakao.com', path('kakao', /^\/o\/([\w-]{3,64})/)],
  ['qr.kakao.com', path('kakao', /^\/talk\/([\w-]{3,64})/)],
  ['u.wechat.com', path('wechat', /^\/([\w-]{3,64})/)],
  ['weixin.qq.com', path('wechat', /^\/[rg]\/([\w-]{3,64})/)],
  ['work.weixin.qq.com', path('wechat', /^\/(?:ca|kfid)\/([\w-]{3,64})/)],
  ['instagram.com', path('instagram', /^\/([\w.]{2,30})/)],
  ['x.com', path('x', /^\/(\w{2,20})/)],
  ['twitter.com', path('x', /^\/(\w{2,20})/)],
])

/**
 * Endings by which a name without `https://` is known to be one. Others are read only behind it:
 * a full stop without a space would make addresses out of sentences.
 */
export const ENDINGS: ReadonlySet<string> = new Set(
  (
    'com net org info biz jp cn hk tw kr mo sg my th vn ph id uk de fr eu ru ca au nz io me ly ' +
    'cc tv co gl gg gd nu app dev shop store xyz top vip club online site live link click icu ' +
    'buzz ' +
    'cyou fun work win bid loan men asia mobi pro name page space website tech cloud ltd group ' +
    'today life world rest lat sbs cfd bond monster quest mom autos skin ee la sc kim red ink ' +
    'gle ae im us st ws to be so pw tk ml ga cf gq show example test invalid mx br'
  ).split(' '),
)
