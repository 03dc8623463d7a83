%% Erlang/OTP's diameter as a gateway: asks for credit, reports, ends; answers re-auth by asking
%% again and abort by ending, and says each step in a line of its own on the standard output.
-module(gy_client).
-include_lib("diameter/include/diameter.hrl").
-export([main/1]).
-export([peer_up/3, peer_down/3, pick_peer/4, prepare_request/3, prepare_retransmit/3,
         handle_answer/4, handle_error/4, handle_request/3]).

-define(HOST, "pgw01.test.local").

main([Port, Count]) ->
    register(gy, self()),
    ok = diameter:start(),
    ok = diameter:start_service(gy, service()),
    diameter:subscribe(gy),
    {ok, _} = diameter:add_transport(gy, transport(list_to_integer(Port))),
    receive #diameter_event{info = Up} when element(1, Up) == up -> ok
    after 20000 -> say("never up~n", []), halt(1)
    end,
    one(),
    many(list_to_integer(Count)),
    told(),
    diameter:stop_service(gy),
    halt(0).

service() ->
    [{'Origin-Host', ?HOST}, {'Origin-Realm', "test.local"}, {'Vendor-Id', 0},
     {'Product-Name', "gy_client"}, {'Auth-Application-Id', [4]}, {'Inband-Security-Id', [0]},
     {decode_format, map},
     {restrict_connections, false}, {string_decode, true},
     {application, [{alias, cc}, {dictionary, gy_dictionary}, {module, ?MODULE},
                    {answer_errors, callback}, {call_mutates_state, false}]}].

transport(Port) ->
    {connect, [{connect_timer, 500}, {transport_module, diameter_tcp},
               {transport_config, [{ip, {127,0,0,1}}, {raddr, {127,0,0,1}}, {rport, Port}]}]}.

%% One session with two rating groups, from its first request to its last.
one() ->
    Session = diameter:session_id(?HOST),
    show(credit(Session, 1, 0, [wish(100), wish(200)])),
    Report = used(100, #{'CC-Input-Octets' => 400000, 'CC-Output-Octets' => 600000}),
    show(credit(Session, 2, 1, [Report, wish(200)])),
    show(credit(Session, 3, 2, [maps:remove('Requested-Service-Unit',
                                            used(100, #{'CC-Total-Octets' => 5}))])).

%% So many sessions at once, each with three requests.
many(Count) ->
    Main = self(),
    Since = erlang:monotonic_time(millisecond),
    [spawn(fun() -> Main ! {done, whole()} end) || _ <- lists:seq(1, Count)],
    Results = [receive {done, Result} -> Result after 30000 -> late end
               || _ <- lists:seq(1, Count)],
    Fine = length([ok || [2001, 2001, 2001] <- Results]),
    say("sessions ~b of ~b in ~b ms~n",
        [Fine, Count, erlang:monotonic_time(millisecond) - Since]).

whole() ->
    Session = diameter:session_id(?HOST),
    [result(credit(Session, 1, 0, [wish(100)])),
     result(credit(Session, 2, 1, [used(100, #{'CC-Total-Octets' => 1000})])),
     result(credit(Session, 3, 2, [maps:remove('Requested-Service-Unit',
                                              used(100, #{'CC-Total-Octets' => 7}))]))].

%% A session that is told to ask again, and then to end.
told() ->
    Session = diameter:session_id(?HOST),
    show(credit(Session, 1, 7, [wish(100)])),
    say("waiting ~s~n", [Session]),
    receive {order, 258} -> ok after 20000 -> say("no re-auth~n", []), halt(1) end,
    show(credit(Session, 2, 8, [wish(100)])),
    receive {order, 274} -> ok after 20000 -> say("no abort~n", []), halt(1) end,
    show(credit(Session, 3, 9, [])).

wish(Group) -> #{'Rating-Group' => Group, 'Requested-Service-Unit' => #{}}.
used(Group, Units) -> (wish(Group))#{'Used-Service-Unit' => [Units]}.

credit(Session, Type, Number, Services) ->
    Call = #{'Session-Id' => Session, 'Destination-Realm' => "test.local",
             'Auth-Application-Id' => 4, 'Service-Context-Id' => "32251@3gpp.org",
             'CC-Request-Type' => Type, 'CC-Request-Number' => Number,
             'Subscription-Id' => [#{'Subscription-Id-Type' => 0,
                                     'Subscription-Id-Data' => "818012345678"},
                                   #{'Subscription-Id-Type' => 1,
                                     'Subscription-Id-Data' => "440101234567890"}],
             'Multiple-Services-Indicator' => 1,
             'Multiple-Services-Credit-Control' => Services,
             'AVP' => [information()]},
    diameter:call(gy, cc, ['CCR' | Call], [{timeout, 20000}]).

%% Service-Information as gateways send it, with location, which must do no harm.
information() ->
    Name = avp(30, 0, 16#40, <<"internet.jp">>),
    Location = avp(22, 10415, 16#80, <<16#82, 16#44, 16#f0, 16#10, 0, 1, 1>>),
    Radio = avp(21, 10415, 16#c0, <<6>>),
    Inner = avp(874, 10415, 16#c0, <<Name/binary, Location/binary, Radio/binary>>),
    #diameter_avp{code = 873, vendor_id = 10415, is_mandatory = true, data = Inner}.

avp(Code, Vendor, Flags, Data) ->
    Head = case Vendor of 0 -> <<>>; _ -> <<Vendor:32>> end,
    Length = 8 + byte_size(Head) + byte_size(Data),
    Padding = (4 - Length rem 4) rem 4,
    <<Code:32, Flags:8, Length:24, Head/binary, Data/binary, 0:(Padding * 8)>>.

result({ok, ['CCA' | #{'Result-Code' := Result}]}) -> Result;
result(Other) -> Other.

show({ok, ['CCA' | Answer]}) ->
    #{'Result-Code' := Result, 'CC-Request-Type' := Type, 'CC-Request-Number' := Number} = Answer,
    Services = maps:get('Multiple-Services-Credit-Control', Answer, []),
    say("cca ~b type ~b number ~b~s~n", [Result, Type, Number, [shown(One) || One <- Services]]);
show(Other) ->
    say("unexpected ~0p~n", [Other]).

shown(#{'Rating-Group' := [Group], 'Result-Code' := [Result]} = Service) ->
    Granted = case Service of
        #{'Granted-Service-Unit' := [#{'CC-Total-Octets' := [Octets]}]} -> Octets;
        _ -> none
    end,
    io_lib:format(" group ~p ~p ~p", [Group, Result, Granted]);
shown(Service) ->
    io_lib:format(" odd ~0p", [Service]).

say(Format, Values) -> io:format(Format, Values).

peer_up(_, _, State) -> State.
peer_down(_, _, State) -> State.
pick_peer([Peer | _], _, _, _) -> {ok, Peer}.

prepare_request(#diameter_packet{msg = [Name | Avps]}, _, {_, Caps}) ->
    #diameter_caps{origin_host = {Host, _}, origin_realm = {Realm, _}} = Caps,
    {send, [Name | Avps#{'Origin-Host' => Host, 'Origin-Realm' => Realm}]}.

prepare_retransmit(Packet, _, _) -> {send, Packet}.

%% Any error that the decoder of this node finds in our answers is shown.
handle_answer(#diameter_packet{msg = Message, errors = []}, _, _, _) -> {ok, Message};
handle_answer(#diameter_packet{msg = Message, errors = Errors}, _, _, _) ->
    {bad, Message, Errors}.

handle_error(Reason, _, _, _) -> {error, Reason}.

handle_request(#diameter_packet{msg = [Name | Avps], errors = []}, _, {_, Caps})
  when Name == 'RAR'; Name == 'ASR' ->
    #diameter_caps{origin_host = {Host, _}, origin_realm = {Realm, _}} = Caps,
    #{'Session-Id' := Session} = Avps,
    {Answer, Command, Result} = case Name of
        'RAR' -> {'RAA', 258, 2002};
        'ASR' -> {'ASA', 274, 2001}
    end,
    say("order ~s ~s~n", [Name, Session]),
    gy ! {order, Command},
    {reply, [Answer | #{'Session-Id' => Session, 'Result-Code' => Result,
                        'Origin-Host' => Host, 'Origin-Realm' => Realm}]};
handle_request(#diameter_packet{errors = Errors}, _, _) ->
    say("odd request ~0p~n", [Errors]),
    {answer_message, 5012}.
