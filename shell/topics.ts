/** Help that belongs to no single command. */
export interface Topic {
  readonly name: string;
  /** One line. */
  readonly summary: string;
  readonly text: string;
}

export const TOPICS: readonly Topic[] = [
  {
    name: 'Interface',
    summary: 'How the shell is used',
    text: `Commands are grouped in levels. Typing the name of a level enters it; \`up\` leaves it, \`cd\` goes anywhere, \`ls\` and \`help\` tell what is there. A whole path may stand on one line, as in \`configure show\`: the command is run and the shell stays where it was. The same words work as arguments of \`crm\` in a script.

The beginning of a name is enough where only one begins so, and so are a few of its letters: cfg is configure, rsc is resource. Tab completes names, ids, attributes and values.

A line that ends in a backslash goes on in the next one. Lines that begin with # are comments.`,
  },
  {
    name: 'Shadows',
    summary: 'Working on a copy of the configuration',
    text: `A shadow copy is a CIB in a file. \`cib new NAME\` makes one from the cluster's and goes over to it; from then on everything is done to the copy, and the prompt names it. \`cib diff\` shows what would change, \`cib commit\` makes the copy the configuration of the cluster, \`cib use live\` goes back.`,
  },
  {
    name: 'RuleExpressions',
    summary: 'Rules: when and where something applies',
    text: `A rule is written

  rule [$id=<id>] [$role=<role>] [<score>:] <expression> [and|or <expression> ...]

and an expression is one of

  <attribute> [<type>:]<operator> <value>
  defined <attribute>
  not_defined <attribute>
  date lt <date>
  date gt <date>
  date in start=<date> end=<date>
  date in start=<date> <duration>
  date spec <parts>

Operators are lt, gt, lte, gte, eq and ne. Without a score, a rule counts as inf. All expressions of a rule are joined by the same word, \`and\` or \`or\`.`,
  },
  {
    name: 'Resourcesets',
    summary: 'Constraints on more than two resources',
    text: `Where a constraint takes two resources it also takes sets of them:

  order o1 Mandatory: a b ( c d ) e

Members of a plain set follow one another. Those in round brackets are independent of one another, and of those in square brackets one is enough. A change of role or action begins a new set.`,
  },
  {
    name: 'AttributeListReferences',
    summary: 'Sharing a list of attributes',
    text: `Attributes written for one object can be used by another: give the list an id with \`$id=<id>\` and name it elsewhere by \`$id-ref=<id>\`. The id of an object stands for the first list of that kind in it.`,
  },
  {
    name: 'Checks',
    summary: 'What is checked before a commit',
    text: `\`verify\`, and \`commit\` by itself, check that the configuration conforms to its schema and that everything it refers to exists. Errors stop a commit; warnings are only told.`,
  },
  {
    name: 'CommandLine',
    summary: 'Options of crm',
    text: `  crm [OPTIONS] [COMMAND ...]

  -f, --file FILE      run the commands in a file, or of standard input for -
  -c, --cib NAME       work on this shadow copy
  -F, --force          answer every question with yes
  -n, --no             answer every question with no
  -w, --wait           wait until the cluster has settled after each change
  -D, --display TYPE   plain, color, color-always or uppercase
  -o, --opt FORMAT     print text, xml or json: one document for each command,
                       which \`crm schema\` describes
  -o, --opt SECTION.NAME=VALUE
                       set an option of the user for this run
  -R, --regression-tests
                       show each line of a script before it is run
  -h, --help           this
      --version        which crm this is
  -H, --history SOURCE what history looks at: a report, or a saved session
  -X FILE              write a profile of the run, for Chrome's developer tools
  -d, --debug          tell what is done on the way
      --scriptdir DIR  further cluster scripts`,
  },
];
