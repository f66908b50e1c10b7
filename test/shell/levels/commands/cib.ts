import type { LevelRows } from './row.js';

export const CIB_ROWS: LevelRows = {
  level: 'cib',
  rows: {
    new: [
      { run: 'cib new test', prints: 'INFO: cib.new: test shadow CIB created\n' },
      {
        run: ['cib new test', 'cib new test'],
        fails: true,
        prints:
          "ERROR: cib.new: failed to create test shadow CIB\nERROR: crm_shadow: A shadow instance 'test' already exists.\nERROR: To prevent accidental destruction of the shadow file, the --force flag is required in order to proceed.\n",
      },
    ],
    use: [
      { run: ['cib new test', 'cib use live'], prints: '' },
      { run: 'cib use nope', fails: true, prints: 'ERROR: cib.use: nope: no such shadow CIB\n' },
    ],
    reset: [{ run: ['cib new test', 'cib reset test'], prints: 'INFO: cib.reset: copied live CIB to test\n' }],
    commit: [
      {
        run: ['cib new test', 'configure property batch-limit=7', 'cib commit test'],
        prints: "INFO: cib.commit: committed 'test' shadow CIB to the cluster\n",
        changes: [
          '+ crm_config <cluster_property_set id="cib-bootstrap-options"><nvpair id="cib-bootstrap-options-batch-limit" name="batch-limit" value="7"/></cluster_property_set>',
        ],
        bench: { options: { force: true } },
      },
      { run: 'cib commit nope', fails: true, prints: 'ERROR: cib.commit: nope: no such shadow CIB\n' },
    ],
    diff: [
      {
        run: ['cib new test', 'configure property batch-limit=7', 'cib diff'],
        prints:
          'Diff: --- 0.5.0 2\nDiff: +++ 0.6.0 (no digest)\n+  /cib:  @epoch=6\n++ /cib/configuration/crm_config:  <cluster_property_set id="cib-bootstrap-options"/>\n++                                   <nvpair id="cib-bootstrap-options-batch-limit" name="batch-limit" value="7"/>\n++                                 </cluster_property_set>\n',
        bench: { options: { force: true } },
      },
    ],
    list: [{ run: ['cib new test', 'cib list'], prints: 'test\n' }],
    delete: [
      {
        run: ['cib new test', 'cib use live', 'cib delete test'],
        prints: 'INFO: cib.delete: test shadow CIB deleted\n',
      },
      { run: 'cib delete nope', fails: true, prints: 'ERROR: cib.delete: nope: no such shadow CIB\n' },
    ],
    import: [
      { run: 'cib import DIR/cib.xml copy', prints: '' },
      {
        run: 'cib import DIR/nope copy',
        fails: true,
        prints: 'ERROR: cib.import: DIR/nope: No such file or directory\n',
      },
    ],
    log: [{ run: 'cib log', fails: true, prints: 'ERROR: cib.log: only the CIB of a running cluster has a history\n' }],
    show: [
      {
        run: 'cib show',
        prints:
          'node 1: alpha \\\n\tattributes rack=4\nnode 2: beta\nprimitive a Thing\nprimitive b Thing \\\n\tmeta target-role=Stopped\nprimitive d Thing\nprimitive e Thing\nprimitive vip Thing \\\n\tparams ip=10.0.0.1 \\\n\top monitor interval=10s timeout=20s\ngroup g a b\nclone c d\nclone p e \\\n\tmeta promotable=true\ntag both vip c\n',
      },
      {
        run: 'cib show 0.1.0',
        fails: true,
        prints: 'ERROR: cib.show: only the CIB of a running cluster has a history\n',
      },
    ],
    undo: [
      {
        run: 'cib undo 0.1.0',
        fails: true,
        prints: 'ERROR: cib.undo: only the CIB of a running cluster has a history\n',
      },
    ],
  },
};
