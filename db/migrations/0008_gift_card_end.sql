-- Six months are counted by the calendar in Japan (Payment Services Act art. 4): in the first hours
-- of 1 March there it is still February in UTC, whose six months end sooner than the card may.
alter table gift_cards drop constraint gift_cards_check1;
alter table gift_cards add constraint gift_cards_check1 check (
  expires_at is null
  or expires_at at time zone 'Asia/Tokyo'
    <= activated_at at time zone 'Asia/Tokyo' + interval '6 months');
