// Every dialog of the counter page by its name. Loaded after the page itself, so that the desk is ready sooner.
import { Ask, Finish } from "./desk_finish.js";
import { Held, Hold } from "./desk_hold.js";
import { Keys } from "./desk_keys_list.js";
import { HandOver, Pause } from "./desk_pause.js";
import { Cancel, Note, Pick } from "./desk_reasons.js";
import { Search } from "./desk_search.js";
import { Times, Withdraw } from "./desk_times.js";
import { Transfer } from "./transfer.js";

export const DIALOGS = {
  ask: Ask, cancel: Cancel, finish: Finish, handOver: HandOver, held: Held, hold: Hold, keys: Keys, note: Note, pause: Pause, pick: Pick,
  search: Search, times: Times, transfer: Transfer, withdraw: Withdraw,
};
