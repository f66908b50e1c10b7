import type { Version } from '../../../cib/schema/versions.js';
import type { Section } from './example.js';

/** Something that is valid in some versions and not in others. */
export interface Feature {
  readonly name: string;
  readonly section: Section;
  readonly xml: string;
  /** Ranges of versions, ends included, that accept it. */
  readonly valid: readonly (readonly [from: Version, to: Version])[];
}

const LAST: Version = '4.0';
const from = (version: Version): Feature['valid'] => [[version, LAST]];
const upTo = (version: Version): Feature['valid'] => [['1.0', version]];
const within = (first: Version, last: Version): Feature['valid'] => [[first, last]];
/** Refused from 3.0 to 3.10 only. */
const NOT_IN_3: Feature['valid'] = [
  ['1.0', '2.10'],
  ['4.0', '4.0'],
];
const ALWAYS = from('1.0');
const NEVER: Feature['valid'] = [];

const feature = (section: Section, name: string, valid: Feature['valid'], xml: string): Feature => ({
  section,
  name,
  valid,
  xml,
});

const property = (pair: string): string =>
  `<cluster_property_set id="options"><nvpair id="option" ${pair}/></cluster_property_set>`;
const primitive = (inside: string, agent = 'class="ocf" provider="heartbeat" type="Dummy"'): string =>
  `<primitive id="p" ${agent}>${inside}</primitive>`;
const operation = (attributes: string, inside = ''): string =>
  primitive(`<operations><op id="o" name="monitor" interval="10s" ${attributes}>${inside}</op></operations>`);
const parameters = (inside: string): string => primitive(`<instance_attributes id="i">${inside}</instance_attributes>`);
const location = (attributes: string, inside = ''): string =>
  `<rsc_location id="l" rsc="vip" ${attributes}>${inside}</rsc_location>`;
const rule = (inside: string, attributes = 'score="10"'): string => `<rule id="r" ${attributes}>${inside}</rule>`;
const date = (inside: string): string => location('', rule(`<date_expression id="d" ${inside}</date_expression>`));
const bundle = (launcher: string, inside = ''): string => `<bundle id="b">${launcher}${inside}</bundle>`;
const order = (attributes: string): string => `<rsc_order id="o" first="vip" then="web" ${attributes}/>`;
const colocation = (attributes: string): string => `<rsc_colocation id="c" rsc="vip" with-rsc="web" ${attributes}/>`;
const set = (attributes: string): string =>
  `<rsc_order id="o"><resource_set id="s" ${attributes}><resource_ref id="vip"/></resource_set></rsc_order>`;
const alert = (inside: string): string => `<alert id="a" path="/bin/true">${inside}</alert>`;
const permission = (kind: string): string =>
  `<acl_role id="role"><acl_permission id="p" kind="read" ${kind}/></acl_role>`;

const ATTRIBUTE = '<expression id="e" attribute="a" operation="eq" value="v"/>';
const FROM_PARAMETER = '<expression id="e" attribute="a" operation="eq" value="v" value-source="param"/>';
const OF_CLASS = '<rsc_expression id="e" class="ocf"/>';

export const FEATURES: readonly Feature[] = [
  feature('crm_config', 'a property', ALWAYS, property('name="x" value="y"')),
  feature('crm_config', 'a pair without value', upTo('3.10'), property('name="x"')),
  feature('crm_config', 'a property that was dropped long ago', NOT_IN_3, property('name="dc_deadtime" value="1"')),
  feature('crm_config', 'a value that was dropped', NOT_IN_3, property('name="cluster-infrastructure" value="cman"')),
  feature('crm_config', 'another of its values', ALWAYS, property('name="cluster-infrastructure" value="corosync"')),
  feature('crm_config', 'poweroff', upTo('3.10'), property('name="stonith-action" value="poweroff"')),
  feature('crm_config', 'off', ALWAYS, property('name="stonith-action" value="off"')),
  feature(
    'crm_config',
    'a pair by reference',
    from('3.0'),
    `${property('name="x" value="y"')}<cluster_property_set id="s2"><nvpair id-ref="option"/></cluster_property_set>`,
  ),
  feature(
    'rsc_defaults',
    'value-source in a default',
    from('3.0'),
    `<meta_attributes id="m">${rule(FROM_PARAMETER)}</meta_attributes>`,
  ),
  feature(
    'rsc_defaults',
    'restart-type',
    upTo('3.10'),
    '<meta_attributes id="m"><nvpair id="n" name="restart-type" value="x"/></meta_attributes>',
  ),
  feature(
    'op_defaults',
    'can_fail',
    upTo('3.10'),
    '<meta_attributes id="m"><nvpair id="n" name="can_fail" value="x"/></meta_attributes>',
  ),

  feature('nodes', 'a node without type', from('1.2'), '<node id="1" uname="a"/>'),
  feature('nodes', 'type normal', upTo('2.10'), '<node id="1" uname="a" type="normal"/>'),
  feature('nodes', 'type ping', upTo('3.10'), '<node id="1" uname="a" type="ping"/>'),
  feature('nodes', 'type remote', from('1.3'), '<node id="1" uname="a" type="remote"/>'),
  feature('nodes', 'utilization', from('1.2'), '<node id="1" uname="a" type="member"><utilization id="u"/></node>'),

  feature('resources', 'a systemd unit', from('1.2'), primitive('', 'class="systemd" type="x"')),
  feature('resources', 'an upstart job', upTo('3.10'), primitive('', 'class="upstart" type="x"')),
  feature('resources', 'nagios', within('1.2', '3.10'), primitive('', 'class="nagios" type="x"')),
  feature('resources', 'ocf without provider', NEVER, primitive('', 'class="ocf" type="x"')),
  feature(
    'resources',
    'a template',
    from('1.2'),
    `<template id="t" class="lsb" type="x"/>${primitive('', 'template="t"')}`,
  ),
  feature('resources', 'a template of a unit', from('2.7'), '<template id="t" class="systemd" type="x"/>'),
  feature('resources', 'a master', upTo('3.10'), `<master id="m">${primitive('')}</master>`),
  feature('resources', 'an empty group', NEVER, '<group id="g"/>'),
  feature(
    'resources',
    'a pair by reference',
    from('1.3'),
    parameters('<nvpair id="n" name="x" value="y"/><nvpair id-ref="n"/>'),
  ),
  feature(
    'resources',
    'the same under a name',
    within('1.3', '3.10'),
    parameters('<nvpair id="n" name="x" value="y"/><nvpair id-ref="n" name="z"/>'),
  ),
  feature(
    'resources',
    'isolation',
    NOT_IN_3,
    primitive('<meta_attributes id="i"><nvpair id="n" name="isolation" value="x"/></meta_attributes>'),
  ),
  feature(
    'resources',
    'pcmk_on_cmd',
    [
      ['1.0', '2.10'],
      ['3.1', '4.0'],
    ],
    parameters('<nvpair id="n" name="pcmk_on_cmd" value="x"/>'),
  ),
  feature('resources', 'on-fail demote', from('3.4'), operation('on-fail="demote"')),
  feature('resources', 'on-fail restart-container', from('1.2'), operation('on-fail="restart-container"')),
  feature('resources', 'requires of an operation', upTo('2.10'), operation('requires="quorum"')),
  feature('resources', 'requires unfencing', within('1.3', '2.10'), operation('requires="unfencing"')),
  feature(
    'resources',
    'requires as meta-attribute',
    NOT_IN_3,
    operation('', '<meta_attributes id="m"><nvpair id="n" name="requires" value="x"/></meta_attributes>'),
  ),
  feature('resources', 'role Promoted', from('3.7'), operation('role="Promoted"')),
  feature('resources', 'role Master', ALWAYS, operation('role="Master"')),
  feature('resources', 'start-delay and interval-origin', NEVER, operation('start-delay="1" interval-origin="1"')),
  feature('resources', 'rsc_expression', from('3.4'), parameters(rule(OF_CLASS))),
  feature('resources', 'docker', from('2.8'), bundle('<docker image="i"/>')),
  feature('resources', 'rkt', within('2.10', '3.10'), bundle('<rkt image="i"/>')),
  feature('resources', 'podman', from('3.2'), bundle('<podman image="i"/>')),
  feature('resources', 'masters of a bundle', within('2.8', '3.10'), bundle('<docker image="i" masters="1"/>')),
  feature('resources', 'promoted-max', from('3.0'), bundle('<docker image="i" promoted-max="1"/>')),
  feature('resources', 'masters and promoted-max', NEVER, bundle('<docker image="i" promoted-max="1" masters="1"/>')),
  feature('resources', 'add-host', from('3.0'), bundle('<docker image="i"/>', '<network add-host="true"/>')),

  feature('constraints', 'a node preference', ALWAYS, location('score="-INFINITY" node="n"')),
  feature('constraints', 'a score that is none', NEVER, location('score="lots" node="n"')),
  feature('constraints', 'a role', from('1.2'), location('score="1" node="n" role="Started"')),
  feature('constraints', 'discovery', from('2.2'), location('score="1" node="n" resource-discovery="never"')),
  feature('constraints', 'a pattern', from('2.6'), '<rsc_location id="l" rsc-pattern="v.*" score="1" node="n"/>'),
  feature(
    'constraints',
    'lifetime',
    upTo('3.10'),
    location('score="1" node="n"', `<lifetime>${rule(ATTRIBUTE)}</lifetime>`),
  ),
  feature(
    'constraints',
    'two rules',
    upTo('3.10'),
    location('', rule(ATTRIBUTE) + rule(ATTRIBUTE).replaceAll(/id="/g, 'id="x')),
  ),
  feature('constraints', 'value-source', from('2.9'), location('', rule(FROM_PARAMETER))),
  feature('constraints', 'rsc_expression', from('3.5'), location('', rule(OF_CLASS))),
  feature('constraints', 'a rule without score', from('3.9'), location('', rule(ATTRIBUTE, ''))),
  feature('constraints', 'score-attribute of a rule', ALWAYS, location('', rule(ATTRIBUTE, 'score-attribute="a"'))),
  feature('constraints', 'type integer', from('3.5'), location('', rule(ATTRIBUTE.replace('/>', ' type="integer"/>')))),
  feature('constraints', 'an open range', from('3.9'), date('operation="in_range" start="2026-01-01">')),
  feature(
    'constraints',
    'start and duration',
    ALWAYS,
    date('operation="in_range" start="2026-01-01"><duration id="u" weeks="1"/>'),
  ),
  feature('constraints', 'seconds', from('3.9'), date('operation="date_spec"><date_spec id="s" seconds="5"/>')),
  feature('constraints', 'the moon', upTo('3.10'), date('operation="date_spec"><date_spec id="s" moon="4"/>')),
  feature('constraints', 'a colocation', ALWAYS, colocation('score="INFINITY"')),
  feature('constraints', 'score-attribute of a colocation', upTo('2.10'), colocation('score-attribute="a"')),
  feature('constraints', 'influence', from('3.6'), colocation('influence="true"')),
  feature('constraints', 'require-all of an order', from('2.3'), order('require-all="false"')),
  feature('constraints', 'kind and score', NEVER, order('kind="Optional" score="1"')),
  feature('constraints', 'an unknown action', NEVER, order('first-action="break"')),
  feature('constraints', 'ordering of a set', from('2.1'), set('ordering="group"')),
  feature('constraints', 'kind of a set', from('3.0'), set('kind="Optional"')),
  feature('constraints', 'a ticket', from('1.2'), '<rsc_ticket id="t" ticket="T" rsc="vip" loss-policy="freeze"/>'),

  feature('fencing-topology', 'a level', from('1.2'), '<fencing-level id="l" target="n" index="1" devices="a,b"/>'),
  feature(
    'fencing-topology',
    'by attribute',
    from('2.4'),
    '<fencing-level id="l" target-attribute="a" target-value="v" index="1" devices="a"/>',
  ),
  feature(
    'fencing-topology',
    'index 10',
    within('1.2', '3.10'),
    '<fencing-level id="l" target="n" index="10" devices="a"/>',
  ),
  feature(
    'fencing-topology',
    'a hole in the devices',
    NEVER,
    '<fencing-level id="l" target="n" index="1" devices="a,,b"/>',
  ),
  feature('acls', 'acl_user', within('1.2', '1.3'), '<acl_user id="u"><write id="w" xpath="//x"/></acl_user>'),
  feature('acls', 'a target', from('2.0'), '<acl_role id="r"/><acl_target id="1 or 2"><role id="r"/></acl_target>'),
  feature('acls', 'a named target', from('3.8'), '<acl_target id="1" name="joe"/>'),
  feature('acls', 'an attribute of a type', from('2.0'), permission('object-type="nvpair" attribute="value"')),
  feature('acls', 'an attribute of a path', NEVER, permission('xpath="//nvpair" attribute="value"')),
  feature('tags', 'a tag', from('1.3'), '<tag id="t"><obj_ref id="vip"/></tag>'),
  feature('tags', 'a tag of what is not there', from('3.3'), '<tag id="t"><obj_ref id="nobody"/></tag>'),
  feature('alerts', 'an alert', from('2.5'), alert('<recipient id="r" value="v"/>')),
  feature(
    'alerts',
    'attributes after recipients',
    from('2.10'),
    alert('<recipient id="r" value="v"/><meta_attributes id="m"/>'),
  ),
  feature('alerts', 'select', from('2.10'), alert('<select><select_nodes/><select_fencing/></select>')),
  feature(
    'alerts',
    'rsc_expression',
    from('3.5'),
    alert(`<meta_attributes id="m">${rule(OF_CLASS)}</meta_attributes>`),
  ),
];
