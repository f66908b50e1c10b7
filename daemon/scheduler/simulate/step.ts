/** What happens in a simulation, in order: data for the lines that `crm_simulate` prints. */
export type Step =
  | { readonly kind: 'pseudo'; readonly key: string; readonly node: string | undefined }
  | {
      readonly kind: 'resource';
      readonly resource: string;
      readonly operation: string;
      readonly node: string;
      readonly intervalMs: number;
    }
  | { readonly kind: 'cluster'; readonly task: string; readonly node: string; readonly resource: string | undefined }
  | { readonly kind: 'fence'; readonly node: string; readonly action: string }
  /** A transient node attribute was set, as the cluster does when something fails. */
  | { readonly kind: 'attribute'; readonly name: string; readonly value: string; readonly node: string }
  | { readonly kind: 'remark'; readonly text: string }
  | { readonly kind: 'problem'; readonly text: string };

export type Report = (step: Step) => void;
