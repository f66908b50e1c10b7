/**
 * Short names for xpaths that roles often name. Each is a list of steps; a step with `@` takes one
 * value, and later steps may be left out.
 */
const SHORTCUTS: Readonly<Record<string, readonly string[]>> = {
  meta: ["//primitive[@id='@@']/meta_attributes", "/nvpair[@name='@@']"],
  params: ["//primitive[@id='@@']/instance_attributes", "/nvpair[@name='@@']"],
  utilization: ["//primitive[@id='@@']/utilization"],
  location: ["//rsc_location[@id='cli-prefer-@@' and @rsc='@@']"],
  property: ['//crm_config/cluster_property_set', "/nvpair[@name='@@']"],
  nodeattr: ['//nodes/node/instance_attributes', "/nvpair[@name='@@']"],
  nodeutil: ['//nodes/node/utilization', "[@uname='@@']"],
  node: ['//nodes/node', "[@uname='@@']"],
  status: ['/cib/status'],
  cib: ['/cib'],
};

const PLACE = '@@';

export const isShortcut = (name: string): boolean => Object.hasOwn(SHORTCUTS, name);

/** The xpath; undefined if values are missing or too many. */
export function expandShortcut(name: string, value: string | undefined): string | undefined {
  const steps = SHORTCUTS[name] as readonly string[];
  const [first = ''] = steps;
  if (value === undefined) return first.includes(PLACE) ? undefined : first;
  let xpath = '';
  let at = 0;
  for (const part of value.split(':')) {
    const step = steps[at];
    if (step !== undefined && !step.includes(PLACE)) {
      xpath += step;
      at++;
    }
    const next = steps[at++];
    if (next === undefined) return undefined;
    xpath += next.replaceAll(PLACE, part);
  }
  return xpath;
}

export function shortcutOf(xpath: string): { readonly name: string; readonly values: readonly string[] } | undefined {
  for (const [name, steps] of Object.entries(SHORTCUTS)) {
    for (let used = 1; used <= steps.length; used++) {
      const match = patternOf(steps.slice(0, used)).exec(xpath);
      // As many values as steps are shown, whether or not the first step takes one.
      if (match) return { name, values: match.slice(1, used + 1) };
    }
  }
  return undefined;
}

function patternOf(steps: readonly string[]): RegExp {
  const escaped = steps.join('').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll(PLACE, '([a-zA-Z_][a-zA-Z0-9_.-]*)')}$`);
}
