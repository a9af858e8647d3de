// What each screen shows, field by field, for people and editors. No page loads this file.
// Written from the Structs in queue_app/screens: .venv/bin/python -m docs.write_states

/** @typedef {number} Moment milliseconds since 1970, UTC */

/**
 * An alert in words. mended_at: the page where one looks after it; "" where there is none.
 *
 * by, seen_at: who looks after it, and since when. ended: None while it stands.
 *
 * @typedef {Object} AlertTold
 * @property {number} id
 * @property {string} text
 * @property {Moment} began
 * @property {Moment|null} ended
 * @property {string|null} by
 * @property {Moment|null} seen_at
 * @property {string} mended_at
 */

/**
 * The office's limits (office.targets.Targets). amber_pct: of a limit, from which on a figure comes close to it.
 *
 * @typedef {Object} BoardLimits
 * @property {number} waiting
 * @property {number} wait_min
 * @property {number} service_pct
 * @property {number} stay_min
 * @property {number} amber_pct
 */

/**
 * A group of services. pictogram: a key of PICTOGRAMS, or "". hue: a key of HUES.
 *
 * @typedef {Object} BoardGroup
 * @property {string} code
 * @property {string} name
 * @property {string} pictogram
 * @property {string} hue
 */

/**
 * The visit of today that lasts longest, and is not over.
 *
 * @typedef {Object} BoardStay
 * @property {string} ticket
 * @property {Moment} since
 */

/**
 * waiting: how many do at its end, or now.
 *
 * @typedef {Object} BoardHalfHour
 * @property {Moment} at
 * @property {number} arrivals
 * @property {number} calls
 * @property {number} waiting
 */

/**
 * reason: a key of hours.CLOSINGS.
 *
 * @typedef {Object} ClosedByHand
 * @property {string} reason
 * @property {Moment|null} until
 */

/**
 * A service today. why: its own reason to give no numbers, in words; "" for one that gives them.
 *
 * aside, wishes, given_up: what citizens chose on their own pages, as store.queue.wishes.OfService tells it.
 *
 * @typedef {Object} BoardService
 * @property {number} id
 * @property {string} group
 * @property {string} name
 * @property {string} series
 * @property {number} waiting
 * @property {Moment|null} longest_since
 * @property {number} in_service
 * @property {number} held
 * @property {number} finished
 * @property {number} aside
 * @property {number} wishes
 * @property {number} given_up
 * @property {number} standard_minutes
 * @property {boolean} is_active
 * @property {string} why
 * @property {ClosedByHand|null} by_hand
 */

/**
 * A counter. reason: why its ticket was called. status: of its officer.
 *
 * since: of the ticket; at a counter without one, since when its officer is away or free. held: tickets that were put
 * on hold there. held_s: of its running service, seconds on hold, which are none of it. standard_minutes: of that one.
 *
 * @typedef {Object} BoardCounter
 * @property {number} number
 * @property {boolean} is_unheard
 * @property {string|null} officer
 * @property {DeskStatus|null} status
 * @property {string|null} status_reason
 * @property {string|null} ticket
 * @property {State|null} state
 * @property {string|null} reason
 * @property {Moment|null} since
 * @property {number} held
 * @property {number} held_s
 * @property {number|null} standard_minutes
 */

/**
 * The supervisor's board. closed: why the whole office gives no numbers. carry_to: the next working day.
 *
 * clock: that the server's stands behind, in words; "" where it may be right. clock_set: how it was set today, in
 * words. log_fault: why there are no officers' times, in words; "" for a sound log. half_hours: from the first in
 * which somebody came or was called. screens_in_need: as /stations counts them, in an office that is open; its
 * printers are in `paper`. alerts: those that stand; alerts_today: how many began. sees_officers: whether officers'
 * times are told to who looks.
 *
 * @typedef {Object} BoardState
 * @property {number} seq
 * @property {Moment} now
 * @property {BoardLimits} limits
 * @property {number} waiting
 * @property {number|null} longest_wait_s
 * @property {Moment|null} longest_since
 * @property {BoardStay|null} longest_stay
 * @property {number} called
 * @property {number} in_service
 * @property {number} finished
 * @property {number} no_show
 * @property {string} closed
 * @property {string|null} carry_to
 * @property {Array<BoardGroup>} groups
 * @property {Array<BoardService>} services
 * @property {Array<BoardCounter>} counters
 * @property {Array<AlertTold>} alerts
 * @property {number} alerts_today
 * @property {boolean} sees_officers
 * @property {Array<BoardOfficer>} officers
 * @property {string} log_fault
 * @property {Array<BoardHalfHour>} half_hours
 * @property {OfficePaper} paper
 * @property {number} screens_in_need
 * @property {Array<FloodTold>} floods
 * @property {string} clock
 * @property {Array<string>} clock_set
 */

/**
 * One officer at one service today. Times in seconds; None where none counts, or nothing was finished.
 *
 * count: services finished. walk_s: the median from call to start. holds, held_s: all of them. excluded: which of the
 * finished have no time that counts, in words; "" for none.
 *
 * @typedef {Object} BoardOfficer
 * @property {string} name
 * @property {string} service
 * @property {number} count
 * @property {number|null} median_s
 * @property {number|null} p90_s
 * @property {number|null} within_pct
 * @property {number|null} standard_minutes
 * @property {number|null} walk_s
 * @property {number} holds
 * @property {number} held_s
 * @property {string} excluded
 */

/**
 * is_open: whether it takes transfers now. asks_family: its finish asks for how many people it was.
 *
 * @typedef {Object} KnownService
 * @property {number} id
 * @property {string} name
 * @property {string} series
 * @property {boolean} is_open
 * @property {number} standard_minutes
 * @property {Array<string>} requirements
 * @property {boolean} asks_family
 */

/**
 * @typedef {Object} KnownCounter
 * @property {number} id
 * @property {number} number
 */

/**
 * @typedef {Object} Colleague
 * @property {number} id
 * @property {string} name
 */

/**
 * The counter that the officer holds. has_roll: the office tears its numbers off a roll.
 *
 * @typedef {Object} OwnCounter
 * @property {boolean} [has_roll]
 * @property {number} counter_id
 * @property {number} counter
 * @property {Moment} opened_at
 * @property {DeskStatus} status
 * @property {Moment} [status_since]
 * @property {string} [status_reason]
 */

/**
 * officer, since: of who is there.
 *
 * @typedef {Object} CounterToChoose
 * @property {number} id
 * @property {number} number
 * @property {string|null} officer
 * @property {Moment|null} since
 */

/**
 * @typedef {Object} Note
 * @property {Moment} at
 * @property {string} officer
 * @property {string} text
 */

/**
 * What the same visit went through before.
 *
 * @typedef {Object} EarlierLeg
 * @property {number} service_id
 * @property {State} state
 * @property {number|null} wait_s
 * @property {number|null} service_s
 */

/**
 * The ticket that is called or served here. queued_at: None where nobody knows since when it waited.
 *
 * reason, turn: why it was called. unheard: no display has spoken its call. recalls_left: calls still to be made
 * before a no-show; no_show_from: when it may be said, once they were made. lets_pass: as for NextTicket.
 *
 * @typedef {Object} TicketHere
 * @property {number} leg_id
 * @property {string} number
 * @property {number} service_id
 * @property {State} state
 * @property {boolean} [is_priority]
 * @property {number} party
 * @property {Moment} arrived_at
 * @property {Moment} [queued_at]
 * @property {Moment} [called_at]
 * @property {Moment} [started_at]
 * @property {number} held_s
 * @property {number} call_count
 * @property {string} [reason]
 * @property {number} turn
 * @property {number} [recalls_left]
 * @property {Moment} [no_show_from]
 * @property {number} [back_service_id]
 * @property {Array<Note>} notes
 * @property {Array<EarlierLeg>} before
 * @property {boolean} [unheard]
 * @property {boolean} [lets_pass]
 */

/**
 * lets_pass: its citizen has let others pass, by the own wish.
 *
 * @typedef {Object} NextTicket
 * @property {string} number
 * @property {number} service_id
 * @property {boolean} [is_priority]
 * @property {Moment} arrived_at
 * @property {string} [reason]
 * @property {number} turn
 * @property {boolean} [lets_pass]
 */

/**
 * is_mine: this officer has put it on hold. back_at: when the citizen said to be back.
 *
 * @typedef {Object} HeldTicket
 * @property {number} leg_id
 * @property {string} number
 * @property {number} service_id
 * @property {Moment} [since]
 * @property {Moment} [back_at]
 * @property {string} [reason]
 * @property {boolean} [is_mine]
 */

/**
 * One that this officer has finished. may_doubt: no mark of this officer stands.
 *
 * @typedef {Object} LastTicket
 * @property {number} leg_id
 * @property {string} number
 * @property {number} service_id
 * @property {Moment|null} ended_at
 * @property {number|null} service_s
 * @property {boolean} may_doubt
 * @property {Array<MarkTold>} marks
 */

/**
 * The officer's screen. desk: None while no counter is held; then `counters` are those to choose from.
 *
 * aside: of its own work, who is late. waiting, longest_since: of those who may be called here. office_waiting: of
 * the whole office. help: told while nobody may be called here, the soonest first.
 *
 * @typedef {Object} DeskState
 * @property {number} seq
 * @property {Moment} now
 * @property {number} setup
 * @property {OwnCounter|null} desk
 * @property {Array<CounterToChoose>} counters
 * @property {number} office_waiting
 * @property {number} counters_open
 * @property {number} finished_today
 * @property {TicketHere|null} open
 * @property {Array<NextTicket>} next
 * @property {Array<AsideTicket>} aside
 * @property {Array<HeldTicket>} held
 * @property {number} held_count
 * @property {Array<LastTicket>} last
 * @property {number} waiting
 * @property {Moment|null} longest_since
 * @property {Array<HelpLater>} help
 * @property {Array<FloodTold>} floods
 */

/**
 * Whose citizen is late, and is not called before `until`.
 *
 * @typedef {Object} AsideTicket
 * @property {string} number
 * @property {number} service_id
 * @property {Moment} until
 */

/**
 * A service that the counter helps with once somebody has waited there for so long. at: of who waits there now.
 *
 * @typedef {Object} HelpLater
 * @property {number} service_id
 * @property {number} after_min
 * @property {Moment} [at]
 */

/**
 * Who is at a counter now.
 *
 * @typedef {Object} AtCounter
 * @property {number} counter
 * @property {string} number
 * @property {State} state
 */

/**
 * @typedef {Object} LastCall
 * @property {string} number
 * @property {number} counter
 */

/**
 * How many wait for the services of one group: at least one. hue: a key of HUES.
 *
 * @typedef {Object} GroupWaiting
 * @property {string} group
 * @property {Object<string, string>} name
 * @property {string} hue
 * @property {number} count
 */

/**
 * One call to be spoken. starts_at: its turn.
 *
 * @typedef {Object} Announcement
 * @property {number} seq
 * @property {string} number
 * @property {number} counter
 * @property {Moment} starts_at
 * @property {boolean} is_heard
 */

/**
 * The waiting room's display.
 *
 * cursor: the newest announcement. say: the phrases of each of the announcements, by its seq. over: those of which
 * nobody is to say any more. slides: their version. shut: why the whole office gives no numbers. mark: of all but seq
 * and now: what has the same one shows the same.
 *
 * @typedef {Object} DisplayState
 * @property {number} seq
 * @property {Moment} now
 * @property {string} mark
 * @property {number} setup
 * @property {number} cursor
 * @property {Array<AtCounter>} calling
 * @property {Array<LastCall>} last
 * @property {Array<GroupWaiting>} waiting
 * @property {Array<Announcement>} announcements
 * @property {Object<string, Array<Saying>>} say
 * @property {Array<number>} over
 * @property {Array<ClosedTogether>} closed
 * @property {Object<string, string>|null} shut
 * @property {string} slides
 */

/**
 * A kiosk or a display. id: None while its page has not told of itself. needs_help: somebody should go there.
 *
 * kind: a DeviceKind; kind_name: the same in words. spoke_at: when it last said today that it had spoken a call.
 *
 * @typedef {Object} KnownScreen
 * @property {number|null} id
 * @property {number|null} device_id
 * @property {string} name
 * @property {string} kind
 * @property {string} kind_name
 * @property {string} zone
 * @property {string|null} prints_at
 * @property {Moment} seen_at
 * @property {boolean} is_away
 * @property {string} sound
 * @property {boolean} is_outdated
 * @property {boolean} needs_help
 * @property {boolean} is_mute
 * @property {Moment} [spoke_at]
 */

/**
 * A printer. trouble: why it does not print now.
 *
 * @typedef {Object} KnownPrinter
 * @property {number} id
 * @property {string} name
 * @property {boolean} is_at_server
 * @property {string} kind
 * @property {number} paper_width_mm
 * @property {Moment|null} seen_at
 * @property {boolean} is_away
 * @property {string|null} trouble
 * @property {string} paper
 * @property {number|null} left_pct
 * @property {boolean} runs_low
 * @property {string} version
 * @property {boolean} is_outdated
 * @property {boolean} needs_help
 */

/**
 * The printers and screens of an office, each with its last contact.
 *
 * lent: kiosks that go on by themselves when they are cut off. slips: numbers of theirs that want a look.
 *
 * @typedef {Object} Equipment
 * @property {Moment} now
 * @property {Array<KnownPrinter>} printers
 * @property {Array<KnownScreen>} screens
 * @property {Array<LentTo>} lent
 * @property {Array<SlipTold>} slips
 */

/**
 * Between which times the call is expected. cause: why it differs from what was shown before, a key of CAUSES.
 *
 * is_early: the office has too short a past to learn from it.
 *
 * @typedef {Object} Expected
 * @property {Moment} from_at
 * @property {Moment} to_at
 * @property {string} [cause]
 * @property {boolean} [is_early]
 */

/**
 * name: a key of LABELS. label: its words in each language.
 *
 * @typedef {Object} Figure
 * @property {string} name
 * @property {Object<string, string>} label
 * @property {Object<string, string>} value
 */

/**
 * waiting: how many of its numbers still wait. since: when staff were first told.
 *
 * @typedef {Object} FloodTold
 * @property {number} id
 * @property {number} waiting
 * @property {Moment} since
 */

/**
 * What happened to cases. Times are in seconds, shares are parts of what their `of` counts.
 *
 * arrived: all of them. called, started, done: the funnel. wait: to the first call, of all who were called. walk: from
 * there to the start. service: of those done, without priority and without a doubt about the time, as in the report of
 * officers; within: of these, within the standard of their day. stay: of whole visits that ended served. under_60:
 * minutes, of these. left: nobody had served them when the day ended; no_show, cancelled, sent_on, returned (finished
 * with another outcome): of all who arrived. asked_later: whose citizen asked, on the own page, to be called later;
 * given_up: of those cancelled, by the citizen; of all who arrived, too. inaccurate: of those served, a doubt stands
 * about the time. on_paper: entered afterwards, without times. going_on: have not ended.
 *
 * @typedef {Object} Figures
 * @property {number} arrived
 * @property {number} called
 * @property {number} started
 * @property {number} done
 * @property {number} on_paper
 * @property {number} going_on
 * @property {number} priority
 * @property {Times} wait
 * @property {Times} walk
 * @property {Times} service
 * @property {Times} stay
 * @property {Share} within
 * @property {Share} under_60
 * @property {Share} left
 * @property {Share} no_show
 * @property {Share} cancelled
 * @property {Share} sent_on
 * @property {Share} returned
 * @property {Share} inaccurate
 * @property {Share} asked_later
 * @property {Share} given_up
 */

/**
 * One day, week (from Monday) or month of the trend, as far as the span goes. days: on which anything happened.
 *
 * @typedef {Object} Point
 * @property {date} first
 * @property {date} last
 * @property {number} days
 * @property {Figures} figures
 */

/**
 * The figures of one service, or of one counter, by its id.
 *
 * @typedef {Object} Part
 * @property {number} id
 * @property {Figures} figures
 */

/**
 * By weekday, Monday first, and half hour from midnight. values: counts parted by `of`, None where that is 0.
 *
 * Of arrivals: cases a day; of: the weekday's dates on which anything happened. Of load: first calls an hour of an
 * open counter; of: hours that counters were open, of all services, since a counter serves several.
 *
 * @typedef {Object} Heat
 * @property {Array<Array<number|null>>} values
 * @property {Array<Array<number>>} counts
 * @property {Array<Array<number>>} of
 */

/**
 * The answer to one question. service_id, hour (0 to 23, of arrival), counter_id: None for all.
 *
 * by: of how long each point tells. services, counters: those that have a case, of the same question, each apart; what
 * nobody called was at no counter. pending: days that are in no figure, since their rows are still to be written, or
 * their log is broken.
 *
 * @typedef {Object} History
 * @property {date} first
 * @property {date} last
 * @property {number|null} service_id
 * @property {number|null} hour
 * @property {number|null} counter_id
 * @property {By} by
 * @property {number} days
 * @property {Figures} figures
 * @property {Array<Point>} points
 * @property {Heat} arrivals
 * @property {Heat} load
 * @property {Array<Part>} services
 * @property {Array<Part>} counters
 * @property {number} pending
 */

/**
 * A service as its button tells it, in each language.
 *
 * @typedef {Object} Offered
 * @property {number} id
 * @property {string} code
 * @property {string} series
 * @property {Object<string, string>} name
 * @property {Object<string, Array<string>>} requirements
 * @property {number} standard_minutes
 */

/**
 * One large button, and the services behind it. pictogram: "" for none; hue: a key of hues.HUES.
 *
 * @typedef {Object} OfferedGroup
 * @property {string} code
 * @property {Object<string, string>} name
 * @property {string} pictogram
 * @property {string} hue
 * @property {Array<Offered>} services
 */

/**
 * Why no numbers are given, and until when where that is known.
 *
 * @typedef {Object} KioskClosed
 * @property {string|null} reason
 * @property {Object<string, string>|null} why
 * @property {Moment|null} opens_at
 */

/**
 * How long somebody without priority waits who takes a number now, in minutes.
 *
 * @typedef {Object} Wait
 * @property {number} least
 * @property {number} most
 */

/**
 * reason, why, opens_at: as KioskClosed, None while it gives numbers. left: of its quota, if it has one.
 *
 * wait: None where nothing can be promised.
 *
 * @typedef {Object} KioskService
 * @property {number} id
 * @property {number} waiting
 * @property {number|null} left
 * @property {Wait|null} wait
 * @property {boolean} is_open
 * @property {string|null} reason
 * @property {Object<string, string>|null} why
 * @property {Moment|null} opens_at
 */

/**
 * The kiosk: whether numbers are given, by the office and by each service, and why a printer does not print.
 *
 * papers: id of a printer -> a key of jobs.CONDITIONS; "0": the office's usual one. waits_until: when the waits of the
 * services are too old to be told, if no other state comes before.
 *
 * @typedef {Object} KioskState
 * @property {number} seq
 * @property {Moment} now
 * @property {number} setup
 * @property {KioskClosed|null} closed
 * @property {Object<string, string|null>} papers
 * @property {Moment|null} waits_until
 * @property {Array<KioskService>} services
 */

/**
 * Of one letter, today: how many numbers a kiosk can still give, and the next it would give by itself.
 *
 * @typedef {Object} LentOfSeries
 * @property {string} letter
 * @property {number} left
 */

/**
 * A kiosk's computer. handed_in: numbers that it gave by itself today. unsent: that it holds still, as it says.
 *
 * contact_at: when it was heard of last with nothing left to hand in.
 *
 * @typedef {Object} LentTo
 * @property {number} device_id
 * @property {string} name
 * @property {Moment} contact_at
 * @property {number} unsent
 * @property {number} handed_in
 * @property {Array<LentOfSeries>} left
 */

/**
 * A number that was not as it should be, in words, until somebody has looked at it.
 *
 * @typedef {Object} SlipTold
 * @property {number} id
 * @property {string} text
 * @property {Moment} taken_at
 * @property {string} name
 */

/**
 * Of one number, the same as TicketState tells of it; of who is called it says where, and no more.
 *
 * @typedef {Object} Place
 * @property {State} state
 * @property {number} service_id
 * @property {number} [ahead]
 * @property {Expected} [expected]
 * @property {boolean} [is_unsure]
 * @property {string} [unsure_why]
 * @property {number} [counter]
 */

/**
 * A service that is closed by hand: why, by language, and until when where that is known.
 *
 * @typedef {Object} ClosedNow
 * @property {Object<string, string>} why
 * @property {Moment|null} until
 */

/**
 * date: the business date of all of it. line: by number as tickets show it. closed: by service id.
 *
 * Who is not in the line has gone, or comes on another day.
 *
 * @typedef {Object} OfficeLine
 * @property {number} seq
 * @property {string} date
 * @property {Object<string, Place>} line
 * @property {Object<number, ClosedNow>} closed
 */

/**
 * One doubt, by its code (performance.DOUBTS), which tells who made it: officer, supervisor or system.
 *
 * mine: made by whoever looks. reason: of outcomes.WITHDRAWALS, where a supervisor has withdrawn it. may: what
 * whoever looks may do with it.
 *
 * @typedef {Object} MarkTold
 * @property {string} why
 * @property {boolean} [mine]
 * @property {boolean} [disputed]
 * @property {boolean} [withdrawn]
 * @property {string} [reason]
 * @property {"take_back"|"withdraw"|"dispute"} [may]
 */

/**
 * One full screen, in each language.
 *
 * @typedef {Object} Notice
 * @property {string} kind
 * @property {Object<string, string>} title
 * @property {Object<string, Array<string>>} lines
 */

/**
 * How many minutes a newcomer without priority waits: about eight of ten, no less and no longer.
 *
 * is_early: there is little history behind it.
 *
 * @typedef {Object} WaitRange
 * @property {number} from_minutes
 * @property {number} to_minutes
 * @property {boolean} is_early
 */

/**
 * One service. waiting: None where numbers are torn off a roll, and nobody has recorded who waits.
 *
 * reason, why, opens_at: a key of hours.CLOSED, in words, until when; None while it gives numbers. wait: None where
 * nothing can be promised. quota, left: numbers a day, and how many of them are left; None without one.
 *
 * @typedef {Object} ServiceWait
 * @property {number} id
 * @property {string} code
 * @property {string} series
 * @property {string} group
 * @property {Object<string, string>} name
 * @property {Object<string, Array<string>>} requirements
 * @property {number} standard_minutes
 * @property {number|null} waiting
 * @property {number|null} quota
 * @property {number|null} left
 * @property {string|null} reason
 * @property {Object<string, string>|null} why
 * @property {Moment|null} opens_at
 * @property {WaitRange|null} wait
 */

/**
 * The office at one moment. reason, why, opens_at: of the office as a whole, as at ServiceWait.
 *
 * @typedef {Object} OfficeWaiting
 * @property {Moment} at
 * @property {string|null} reason
 * @property {Object<string, string>|null} why
 * @property {Moment|null} opens_at
 * @property {Array<ServiceWait>} services
 */

/**
 * A printer that fails, or whose roll runs low.
 *
 * @typedef {Object} PrinterInNeed
 * @property {string} name
 * @property {string|null} reason
 * @property {boolean} runs_low
 * @property {number|null} left_pct
 */

/**
 * How many papers wait, wait for a printer that fails, and are in doubt. reason: of most that wait for one.
 *
 * @typedef {Object} OfficePaper
 * @property {number} queued
 * @property {number} failed
 * @property {number} doubtful
 * @property {string|null} reason
 * @property {Array<PrinterInNeed>} printers
 */

/**
 * attempt: the number that the next one has.
 *
 * @typedef {Object} DueJob
 * @property {number} id
 * @property {string} number
 * @property {number} attempt
 */

/**
 * What one printer has to print now, the oldest first.
 *
 * @typedef {Object} PrinterState
 * @property {number} seq
 * @property {Moment} now
 * @property {Array<DueJob>} jobs
 */

/**
 * A ticket of today as it stands in its latest leg. verbs, and `may` of its marks: what this officer may do.
 *
 * @typedef {Object} FoundTicket
 * @property {number} leg_id
 * @property {string} number
 * @property {number} service_id
 * @property {State} state
 * @property {number|null} counter
 * @property {boolean} is_priority
 * @property {Moment} arrived_at
 * @property {Moment|null} ended_at
 * @property {Array<string>} verbs
 * @property {Array<MarkTold>} marks
 */

/**
 * @typedef {Object} Picture
 * @property {"picture"} kind
 * @property {string} url
 * @property {string} title
 * @property {number} seconds
 */

/**
 * @typedef {Object} Video
 * @property {"video"} kind
 * @property {string} url
 * @property {string} title
 * @property {boolean} has_sound
 */

/**
 * @typedef {Object} Figures
 * @property {"figures"} kind
 * @property {Object<string, string>} title
 * @property {Array<Figure>} figures
 */

/**
 * The office's service pledge.
 *
 * @typedef {Object} Maklumat
 * @property {"maklumat"} kind
 * @property {Object<string, string>} title
 * @property {Object<string, string>} text
 */

/**
 * name: why the office is closed on that day.
 *
 * @typedef {Object} DayOff
 * @property {Object<string, string>} day
 * @property {string} name
 */

/**
 * @typedef {Object} DaysOff
 * @property {"holidays"} kind
 * @property {Object<string, string>} title
 * @property {Array<DayOff>} days
 */

/**
 * Today's and tomorrow's hours, and when it opens again.
 *
 * @typedef {Object} Hours
 * @property {"closing"} kind
 * @property {Object<string, string>} title
 * @property {Array<Object<string, string>>} lines
 */

/**
 * version: another one whenever the slides may be others. Each slide's `kind` says what else it holds.
 *
 * @typedef {Object} Slides
 * @property {string} version
 * @property {Array<Picture|Video|Figures|Maklumat|DaysOff|Hours>} slides
 */

/**
 * A service. is_open: False where somebody closed it by hand, for `reason`, until `reopens_at` where known.
 *
 * @typedef {Object} StandbyService
 * @property {number} id
 * @property {Object<string, string>} name
 * @property {string} group
 * @property {number} series_id
 * @property {string} letter
 * @property {boolean} is_open
 * @property {string|null} reason
 * @property {Moment|null} reopens_at
 * @property {boolean} has_counter
 * @property {boolean} has_quota
 */

/**
 * Numbers that this computer may give.
 *
 * @typedef {Object} StandbyBlock
 * @property {number} series_id
 * @property {date} day
 * @property {number} first
 * @property {number} last
 */

/**
 * How many places of a service's quota it may use on a day.
 *
 * @typedef {Object} StandbyPlace
 * @property {number} service_id
 * @property {date} day
 * @property {number} held
 */

/**
 * calendar: as domain.office.calendar_text has it. layout: of the paper, a dict for each TicketLinePlan.
 *
 * link: how phones reach this program; "" where no address is known that they can.
 *
 * @typedef {Object} Standby
 * @property {Moment} now
 * @property {number} setup
 * @property {string} name
 * @property {string} address
 * @property {string} time_zone
 * @property {Object<string, string>} footer
 * @property {string|null} logo
 * @property {Array<Object<string, Any>>} layout
 * @property {Object<string, Any>} calendar
 * @property {Array<StandbyService>} services
 * @property {string} link
 * @property {Array<StandbyBlock>} blocks
 * @property {Array<StandbyPlace>} places
 */

/**
 * The whole small state of one screen; `seq` is the number of the last event that it includes.
 *
 * @typedef {Object} ScreenState
 * @property {number} seq
 * @property {Moment} now
 */

/**
 * The service is closed by hand while somebody waits for it.
 *
 * @typedef {Object} ServiceClosed
 * @property {string} why
 * @property {Moment|null} until
 */

/**
 * The number that goes on in the place of this one. token: of its page.
 *
 * @typedef {Object} CarriedTo
 * @property {string} number
 * @property {string} day
 * @property {string} token
 */

/**
 * The citizen's own ticket. date: its business date. day: the same in words, of a number for a day to come.
 *
 * is_unsure: the office has looked, and knows too little to promise anything; unsure_why: why what was promised was
 * taken back, a key of CAUSES.
 *
 * @typedef {Object} TicketState
 * @property {number} seq
 * @property {Moment} now
 * @property {string} number
 * @property {string} service
 * @property {number} service_id
 * @property {State} state
 * @property {string} date
 * @property {string|null} day
 * @property {number|null} ahead
 * @property {Expected|null} expected
 * @property {boolean} is_unsure
 * @property {string|null} unsure_why
 * @property {number|null} counter
 * @property {Moment|null} called_at
 * @property {number} calls
 * @property {string|null} reason
 * @property {ServiceClosed|null} closed
 * @property {CarriedTo|null} carried
 * @property {boolean} is_final
 */

/**
 * What was done at least once, in the order of the guide.
 *
 * @typedef {Object} TrainingSteps
 * @property {boolean} taken
 * @property {boolean} called
 * @property {boolean} heard
 * @property {boolean} started
 * @property {boolean} finished
 */

/**
 * minute: of its beginning, since midnight. arrivals: a mean of the days. waiting: at its end, their median.
 *
 * @typedef {Object} UsualHalfHour
 * @property {number} minute
 * @property {number} arrivals
 * @property {number} waiting
 */

/**
 * days: of how many days this is the usual one; none: nothing is usual yet.
 *
 * @typedef {Object} UsualDay
 * @property {number} days
 * @property {Array<UsualHalfHour>} half_hours
 */

/**
 * group: the name of the one that the ticket's service is in; pictogram, hue: as its button at the kiosk has them.
 *
 * requirements: of the service. directions: the office's own lines about the way to it.
 *
 * missed: what to do when the call was missed, a sentence each.
 *
 * @typedef {Object} Visit
 * @property {string} group
 * @property {string} pictogram
 * @property {string} hue
 * @property {Array<string>} requirements
 * @property {Array<string>} directions
 * @property {Array<string>} missed
 */

/**
 * What may be chosen now, as set_aside.Offer tells it, and in words what became of the last press.
 *
 * nth: how many wishes there were: a press carries it, so that the same press counts once.
 *
 * @typedef {Object} WishesTold
 * @property {number} late_min
 * @property {number} let_pass
 * @property {Moment|null} late_until
 * @property {string} late_until_text
 * @property {number} left
 * @property {boolean} may_cancel
 * @property {number} nth
 * @property {string} told
 */

/**
 * Special type indicating an unconstrained type.
 *
 * - Any is compatible with every type.
 * - Any assumed to have all methods.
 * - All values assumed to be instances of Any.
 *
 * Note that all the above statements are true from the point of view of
 * static type checkers. At runtime, Any should not be used with instance
 * checks.
 *
 * @typedef {Object} Any
 */

/**
 * Of how long one point of a trend tells.
 *
 * @typedef {"day"|"week"|"month"} By
 */

/**
 * Services that somebody closed for the same reason until the same time, by language; None: nobody knows when.
 *
 * @typedef {Object} ClosedTogether
 * @property {Object<string, string>} names
 * @property {Object<string, string>} reason
 * @property {Object<string, string>|null} expected
 */

/**
 * @typedef {"serving"|"break"|"back_office"} DeskStatus
 */

/**
 * One sentence in one language.
 *
 * @typedef {Object} Saying
 * @property {string} lang
 * @property {Array<Array<string>>} phrases
 */

/**
 * So many of so many; percent, None of fewer than LEAST.
 *
 * @typedef {Object} Share
 * @property {number} count
 * @property {number} of
 * @property {number|null} pct
 */

/**
 * @typedef {"waiting"|"called"|"serving"|"held"|"finished"|"transferred"|"no_show"|"cancelled"|"expired"} State
 */

/**
 * Of how many durations; seconds, None of fewer than LEAST. Within one percent of the durations' own.
 *
 * @typedef {Object} Times
 * @property {number} n
 * @property {number|null} median_s
 * @property {number|null} p90_s
 */

/**
 * date(year, month, day) --> date object
 *
 * @typedef {Object} date
 */
