// The words of the language of which a test shows that they take effect in random cases.

/** Block by block: `items.rules: caps highest=item`; what stands at the top of the document after `-`. */
const BLOCKS = `
ballots: combine=lowest combine=mean denominator denominator=cast denominator=issued denominator=valid leastVoters
ballots: missing=zero
ballots.options: value
carry: add complete divisor expiresAfterYears kind kind=count kind=every kind=mean kind=streak kind=sum node opening
carry: over reset reset=month reset=never reset=year resetWhen when
condition: account all any carry category entries eq fact findings grade gt gte has in is item known last lt lte
condition: node not of outcome rank reading role share veto
condition.entries: groups items within within=day within=half-year within=month within=quarter within=week
condition.entries: within=year
derived: cascade cascade=accumulated cascade=stop samePerson samePerson=sum self self=include self=skip surcharged
derived.rules: base groups into items members to trigger
derived.rules.to: choose roles share
derived.rules.trigger: below belowOrAt gt scope scope=month-total scope=per-event scope=year-total value
facts: missing missing=hold missing=no source
facts.source: at at=period-end from kind kind=age kind=dues-gap kind=duration kind=headcount window window=half-year
facts.source: window=month window=quarter window=week window=year
findings.results: cancels
gates: when
grade: carried ladder mandatory overrides quotas standings tables
grade.carried: force force=may force=must force=should grade when
grade.mandatory: allowed choose choose=by-score choose=judged choose=lowest met met=any-points met=full-marks
grade.mandatory: met=judged metFact
grade.overrides: atMost force force=may force=must force=should grade provisional when
grade.quotas: among among=graded-members count force grade keys over over=all over=org rounding rounding=round-down
grade.quotas: share spill ties ties=human
grade.standings: among count end end=top fact grade rounding share ties ties=human unmet unmet=lower unmet=next
grade.standings: unmet=pending unmet=same unmet=upper value
grade.tables: bands gaps gaps=upper-band node otherwise rounding shared shared=lower-band ungraded vote when
grade.tables.bands: above also below force force=may force=must from grade pending to unmet unmet=pending
grade.tables.bands.unmet: grade
grade.tables.otherwise: force force=may force=must force=should grade missing pending
grade.tables.vote: ballot otherwise rule rule=majority rule=plurality
inputs: missing=block missing=exclude
items: appliesWhen approval caps floor group max metWhen per section start start=full start=judged start=zero
items.approval: routes
items.approval.routes: upTo
items.caps: max per per=entry per=half-year per=month per=period per=project per=quarter per=week
items.rules: approval caps counted each each=half-year each=month each=quarter each=week effect effect=add
items.rules: effect=deduct effect=forfeit effect=record every free group highest highest=item judged once=entry
items.rules: once=project once=quarter onlyWhen points roles shortage tiers to to=actor when
items.rules.approval: routes
items.rules.approval.routes: upTo
items.rules.caps: max per per=day per=quarter per=week
items.rules.counted: fact
items.rules.every: rounding rounding=down rounding=none rounding=up step
items.rules.free: n per per=month per=quarter per=week when
items.rules.judged: from to
items.rules.roles: points
items.rules.shortage: fact need rounding rounding=any rounding=down rounding=none rounding=up step
items.rules.tiers: from points to
items.rules.to: role
modifiers: combine combine=multiply
modifiers.rules: groups rate
norms: appliesWhen count day exceptApproved holds of of=leadership of=org of=subject pairs posts range ratio table
norms: use use=none use=remind window window=half-year window=month window=quarter window=week window=year
norms.count: fact item least most
norms.day: dayOfMonth fact item movedWithReason
norms.holds: fact
norms.pairs: cover cover=each-pair cover=together from item least
norms.posts: extra fact least size
norms.posts.extra: above add from
norms.range: fact least most
norms.ratio: least most part whole
norms.table: fact rows
norms.table.rows: value when
notApplicable: effect effect=full-marks effect=judged effect=redistribute fact
orgs: node order order=mean order=none order=sum scope scope=direct scope=subtree
outcomes: credit do due each extends force level level=org level=subject on until when
outcomes.credit: account amount
outcomes.due: after dayOfMonth days monthDay months nextYear sameDay workingDays years
outcomes.each: amount items
outcomes.extends: fact months years
outcomes.until: from months years
period: late=open-period posting=half-year posting=month posting=quarter posting=week week=by-day week=week-end-day
period: week=week-start-day
process: countFirstDay tracks
process.tracks: cadence cadence=any-time cadence=half-year cadence=month cadence=once cadence=quarter cadence=week
process.tracks: cadence=year steps
process.tracks.steps: done due noticeDays workingDays
process.tracks.steps.due: after dayOfMonth days monthDay months nextYear sameDay workingDays years
rankings: account allEqual allEqual=none among among=all among=org base base=full-members base=graded-members first
rankings: first=highest first=lowest node per per=half-year per=month per=quarter per=week rounding
rankings: rounding=round-up small ties ties=all-in ties=all-out ties=human
rankings.small: choose choose=human upTo
sameFacts: counts counts=each counts=first items key
scope: categories exempt fullMembers precedence precedence=first-match precedence=human who
scope.categories: when
scope.exempt: awards grade node path path=decision path=node path=none when
score: absent account ballot cap const derived either excess fact floor from input items missing missing=block
score: missing=exclude missing=zero ofHighest over rescaleTo round section select sum times weighted
score.absent: policy policy=block policy=exclude policy=zero what
score.from: combine combine=mean combine=sum exempt exempt=hold exempt=skip leaders leaders=exclude leaders=include
score.from: missing missing=hold missing=skip missing=zero of=leadership of=members of=own scheme scope scope=direct
score.from: scope=subtree
score.over: combine combine=last combine=mean combine=sum divisor node unit unit=half-year unit=month unit=quarter
score.over: unit=week
score.round: mode mode=down mode=half-up mode=up places
score.select: cases otherwise
score.select.cases: node when
score.sum: node times
score.weighted: node weight
sections: cap floor
taskQuotas: give giver into met subordinates times unmet window window=half-year window=month window=quarter
taskQuotas: window=week window=year
taskQuotas.give: each effect perHead
texts: aspectFact aspects count each fact most of of=org parts
texts.count: least most
texts.parts: fact least most
vetoes: effect effect=bar-from-award effect=hold effect=lowest-grade effect=period-zero effect=year-zero items when
-: carry derived gates grade modifiers norms notApplicable orgs outcomes process rankings scope taskQuotas texts
-: vetoes
`;

/** Each as `items.rules.caps`, `items.rules.highest=item`. */
export const words: readonly string[] = BLOCKS.trim()
  .split('\n')
  .flatMap((line) => {
    const [block = '', ...own] = line.split(/:? /);
    return own.map((word) => (block === '-' ? word : `${block}.${word}`));
  });
