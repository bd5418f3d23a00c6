import { problem, type Problem, type Result } from '../core/problem.ts';
import { nearest } from '../core/nearest.ts';
import { COMMANDS, LATER, SWITCHES, type Command, type SwitchName } from './usage.ts';

/** What was typed, understood: a command with what it needs, or a page of help. */
export type Call =
  | { readonly kind: 'help'; readonly command: Command | undefined }
  | { readonly kind: 'version' }
  | {
      readonly kind: 'run';
      readonly command: Command;
      readonly given: readonly string[];
      readonly explain: string | undefined;
      readonly output: string | undefined;
      readonly hash: string | undefined;
    };

/** Whether the answer must be JSON: known even where the rest was not understood. */
export function wantsJson(typed: readonly string[]): boolean {
  return tokensOf(typed).some((one) => one.kind === 'option' && one.name === 'json');
}

/** Reads the command line; everything that is wrong with it comes back at once. */
export function readCall(typed: readonly string[]): Result<Call> {
  const tokens = tokensOf(typed);
  const [name, ...given] = tokens.flatMap((one) => (one.kind === 'positional' ? [one.value] : []));
  const help = tokens.some((one) => one.kind === 'option' && one.name === 'help');
  if (name === undefined && tokens.some((one) => one.kind === 'option' && one.name === 'version'))
    return whole({ kind: 'version' });
  if (name === undefined || name === 'help') return whole({ kind: 'help', command: commandNamed(given[0]) });
  const later = LATER.find((one) => one.name === name);
  if (later !== undefined) return wrong([problem('command-later', '', { command: name, instead: later.instead })]);
  const command = commandNamed(name);
  if (command === undefined) return wrong([unknownCommand(name)]);
  if (help) return whole({ kind: 'help', command });
  const options = tokens.filter((one) => one.kind === 'option');
  const problems = [
    ...options.flatMap((one) => switchProblem(command, one)),
    ...repeatedSwitches(options),
    ...argumentProblems(command, given),
  ];
  const valueOf = (wanted: SwitchName): string | undefined => options.findLast((one) => one.name === wanted)?.value;
  if (
    command.switches.includes('output') &&
    !command.usage.includes('[-o') &&
    !options.some((one) => one.name === 'output')
  ) {
    problems.push(problem('argument-missing', '', { what: ' -o 和文件名', usage: command.usage }));
  }
  // A bundle brings its scheme along.
  if (command.name === 'score' && given.length === 1 && !/\.json$/iu.test(given[0] ?? '')) {
    problems.push(problem('argument-missing', '', { what: '「填好的表」', usage: command.usage }));
  }
  if (problems.length > 0) return wrong(problems);
  const [explain, output, hash] = [valueOf('explain'), valueOf('output'), valueOf('hash')];
  return whole({ kind: 'run', command, given, explain, output, hash });
}

type OptionToken = {
  readonly kind: 'option';
  readonly name: string;
  readonly raw: string;
  readonly value: string | undefined;
};
type Token = OptionToken | { readonly kind: 'positional'; readonly value: string };

/** Words and switches; a switch takes the next word as its value only where it needs one, and never another switch. */
function tokensOf(typed: readonly string[]): readonly Token[] {
  const end = typed.indexOf('--');
  const tokens: Token[] = [];
  const before = end < 0 ? typed : typed.slice(0, end);
  for (let i = 0; i < before.length; i += 1) {
    const word = before[i] as string;
    const written = /^(--[^=]+|-[^-=])=?(.*)$/su.exec(word);
    if (written === null) {
      tokens.push({ kind: 'positional', value: word });
      continue;
    }
    const [, raw = '', rest = ''] = written;
    const name = nameOf(raw);
    const next = before[i + 1];
    const takesNext = rest === '' && isValued(name) && next !== undefined && !next.startsWith('-');
    if (takesNext) i += 1;
    tokens.push({ kind: 'option', name, raw, value: takesNext ? next : rest === '' ? undefined : rest });
  }
  const after = end < 0 ? [] : typed.slice(end + 1);
  return [...tokens, ...after.map((value): Token => ({ kind: 'positional', value }))];
}

/** The long name of a switch; one that nobody knows keeps what was typed. */
function nameOf(raw: string): string {
  if (raw.startsWith('--')) return raw.slice(2);
  const short = Object.entries(SWITCHES).find(([, one]) => one.short === raw.slice(1));
  return short?.[0] ?? raw.slice(1);
}

function isValued(name: string): boolean {
  return name in SWITCHES && SWITCHES[name as SwitchName].value !== undefined;
}

function commandNamed(name: string | undefined): Command | undefined {
  return COMMANDS.find((one) => one.name === name);
}

function unknownCommand(got: string): Problem {
  const near = nearest(
    got,
    [...COMMANDS, ...LATER].map((one) => one.name),
  );
  return problem('unknown-command', '', { got, nearest: suggestion(near) });
}

function suggestion(near: string | undefined): string {
  return near === undefined ? '' : `（是不是 ${near}）`;
}

function switchProblem(command: Command, { name, raw, value }: OptionToken): readonly Problem[] {
  const known: readonly string[] = [...command.switches, 'help'];
  if (!known.includes(name)) {
    const near = nearest(name, known);
    const data = { command: command.name, got: raw, nearest: suggestion(near === undefined ? near : `--${near}`) };
    return [problem('unknown-switch', '', data)];
  }
  const needed = SWITCHES[name as SwitchName].value;
  if (needed === undefined && value !== undefined) return [problem('switch-takes-no-value', '', { got: raw })];
  const missing = needed !== undefined && (value ?? '') === '';
  return missing ? [problem('switch-needs-value', '', { got: raw, what: needed })] : [];
}

/** Of two values nobody can say which is meant. */
function repeatedSwitches(options: readonly OptionToken[]): readonly Problem[] {
  const valued = Map.groupBy(
    options.filter((one) => isValued(one.name)),
    (one) => one.name,
  );
  return [...valued.values()].flatMap(([first, second]) =>
    first === undefined || second === undefined ? [] : [problem('switch-twice', '', { got: first.raw })],
  );
}

function argumentProblems({ takes, usage }: Command, given: readonly string[]): readonly Problem[] {
  // What may be left out may not be empty either: a name that a script has lost.
  const missing = takes
    .filter((one, at) => given[at] === '' || (given[at] === undefined && !one.endsWith('?')))
    .map((one) => one.replace('?', ''));
  const extra = given.slice(takes.length).map((got) => problem('argument-extra', '', { got, usage }));
  return missing.length === 0
    ? extra
    : [problem('argument-missing', '', { what: missing.map((one) => `「${one}」`).join('和'), usage }), ...extra];
}

function whole(value: Call): Result<Call> {
  return { ok: true, value, problems: [] };
}

function wrong(problems: readonly Problem[]): Result<Call> {
  return { ok: false, problems };
}
