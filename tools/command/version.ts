import { Element } from '../../cib/xml/element.js';

/** Version of Pacemaker whose interface this is. */
export const PACEMAKER_VERSION = '3.0.2';
/** Version of the XML output format (Pacemaker's api-result schema). */
export const API_VERSION = '2.42';
export const METRONOME_VERSION = '0.1.0';

/** What this is a build of, beside that version. */
export const PRODUCT_BUILD = `metronome-${METRONOME_VERSION}`;

const AUTHOR = 'the metronome project contributors';

export const PRODUCT = {
  text: `Pacemaker ${PACEMAKER_VERSION}\nCompatible interface by metronome ${METRONOME_VERSION}\n`,
  xml: () =>
    new Element('version', {
      program: 'Pacemaker',
      version: PACEMAKER_VERSION,
      author: AUTHOR,
      build: PRODUCT_BUILD,
      features: 'cib',
    }),
};
