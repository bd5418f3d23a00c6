// The words of the language of which a test shows that they take effect in random cases.

/** Block by block: `items.rules: caps highest=item`; what stands at the top of the document after `-`. */
const BLOCKS = `
ballots: denominator denominator=issued leastVoters missing=zero
ballots.options: value
carry: add complete divisor expiresAfterYears kind=count kind=every kind=mean kind=streak kind=sum node opening over
carry: reset reset=month reset=never reset=year resetWhen when
condition: account all any carry category entries eq fact findings grade gt gte has in is item known last lt lte
condition: node not of outcome rank reading role share veto
condition.entries: groups items within within=day within=month within=quarter within=week
derived: cascade cascade=accumulated cascade=stop samePerson=sum self self=include
derived.rules: into
derived.rules.to: share
derived.rules.trigger: scope=year-total
facts: missing=hold source
facts.source: at from window window=half-year window=quarter window=week
findings.results: cancels
gates: when
grade: carried mandatory overrides
grade.carried: force force=may force=must force=should grade when
grade.mandatory: allowed choose choose=judged choose=lowest met met=full-marks met=judged metFact
grade.overrides: atMost force force=may force=should grade provisional when
grade.quotas: among count force grade keys over over=all rounding share spill ties ties=all-in
grade.standings: count end=top fact share unmet=next unmet=pending unmet=same value
grade.tables: bands gaps node otherwise rounding shared ungraded vote when
grade.tables.bands: above also below force from grade pending to unmet unmet=pending
grade.tables.otherwise: force force=must force=should grade missing pending
grade.tables.vote: ballot otherwise rule rule=majority rule=plurality
inputs: missing missing=exclude
items: appliesWhen approval caps floor max per section start start=full start=judged start=zero
items.approval: routes
items.approval.routes: upTo
items.caps: max per per=half-year per=period
items.rules: caps counted each=half-year each=month each=quarter each=week effect=add effect=deduct effect=forfeit
items.rules: effect=record free group highest judged roles shortage to when
items.rules.caps: per=day
items.rules.counted: fact
items.rules.every: rounding=down rounding=up
items.rules.free: n per when
items.rules.judged: from to
items.rules.roles: points
items.rules.shortage: fact need rounding rounding=any rounding=up step
items.rules.to: role
norms: appliesWhen count day exceptApproved holds of of=leadership of=org of=subject pairs posts range ratio table
norms: use use=none use=remind window window=half-year window=month window=quarter window=week window=year
norms.count: fact item least most
norms.day: dayOfMonth fact item movedWithReason
norms.holds: fact
norms.pairs: cover cover=each-pair cover=together from from=leadership from=secretary item least
norms.posts: extra fact least size
norms.posts.extra: above add from
norms.range: fact least most
norms.ratio: least most part whole
norms.table: fact rows
norms.table.rows: value when
-: notApplicable scope
notApplicable: effect effect=full-marks effect=judged effect=redistribute fact
outcomes: credit do due each extends force level level=org level=subject on until when
outcomes.credit: account amount
outcomes.due: after dayOfMonth days monthDay months nextYear sameDay workingDays years
outcomes.each: amount items
outcomes.extends: fact months years
outcomes.until: from months years
period: posting=month posting=quarter posting=week week=week-end-day
process: countFirstDay tracks
process.tracks: cadence cadence=any-time cadence=half-year cadence=month cadence=once cadence=quarter cadence=year
process.tracks: steps
process.tracks.steps: done due noticeDays workingDays
process.tracks.steps.due: after dayOfMonth days monthDay months nextYear sameDay workingDays years
rankings: account allEqual among among=all base first first=lowest node per per=half-year per=month per=quarter
rankings: per=week rounding rounding=round-up small ties ties=human
rankings.small: choose choose=human upTo
sameFacts: counts counts=each counts=first items key
scope: categories exempt precedence precedence=first-match who
scope.categories: when
scope.exempt: awards grade node path path=decision path=node path=none when
score: absent account ballot cap const derived either excess fact floor from input items missing missing=block
score: missing=exclude missing=zero ofHighest over rescaleTo round section select sum times weighted
score.absent: policy=block policy=exclude policy=zero
score.from: combine combine=sum exempt leaders missing missing=hold missing=skip missing=zero of of=leadership
score.from: of=members of=own scheme scope
score.over: combine combine=last combine=mean combine=sum divisor node unit unit=half-year unit=month unit=quarter
score.over: unit=week
score.round: mode mode=down mode=up places
score.select: cases otherwise
score.select.cases: node when
score.sum: node times
score.weighted: node weight
sections: cap floor
taskQuotas.give: each
taskQuotas: times unmet window=half-year window=month window=quarter window=year
texts: aspectFact aspects count each fact most parts
texts.count: least most
texts.parts: fact least most
vetoes: effect effect=bar-from-award effect=hold effect=lowest-grade effect=period-zero effect=year-zero items when
`;

/** Each as `items.rules.caps`, `items.rules.highest=item`. */
export const words: readonly string[] = BLOCKS.trim()
  .split('\n')
  .flatMap((line) => {
    const [block = '', ...own] = line.split(/:? /);
    return own.map((word) => (block === '-' ? word : `${block}.${word}`));
  });
