/** What must be the same, without what depends on the hour, the folder or the version that is installed. */
export const PARTS = ['status', 'stdout', 'stderr', 'cib'];

const ANYWHERE = [
  [/\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) +\w{3} +\d+ \d\d:\d\d:\d\d (?:[A-Z]+ )?\d{4}(?: ?[+-]\d\d:\d\d)?/g, 'DATE'],
  [/\b\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:Z| ?[+-]\d\d:?\d\d)?/g, 'DATE'],
  [/\bversion (?:2\.1\.5|3\.0\.\d)(?:-\w+)?/g, 'version V'],
  [/\b\w+-time="\d{10}"/g, 'time="T"'],
  [/\b(?:cib-last-written|crm_feature_set|update-origin|update-client|update-user)="[^"]*"/g, 'MASKED'],
];

const masked = (text, folder) =>
  ANYWHERE.reduce((done, [pattern, by]) => done.replace(pattern, by), text.replaceAll(folder, 'FOLDER'));

export function mask({ folder, status, stdout, stderr, cib }) {
  const document = masked(cib, folder)
    .replace(/(?:MASKED\s*)+/g, '')
    .replace(/^<\?xml[^>]*>\s*/, '');
  return { status, stdout: masked(stdout, folder), stderr: masked(stderr, folder), cib: document };
}
