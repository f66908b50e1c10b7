import type { LevelRows } from './row.js';

export const SITE_ROWS: LevelRows = {
  level: 'site',
  rows: {
    ticket: [
      {
        run: 'site ticket grant T',
        prints: '',
        changes: ['+ status <tickets><ticket_state id="T" granted="true" last-granted="1000"/></tickets>'],
        bench: { options: { force: true } },
      },
      {
        run: 'site ticket grant T',
        fails: true,
        prints:
          "This command cannot help you verify whether 'T' has been already granted elsewhere.\nIf you really want to grant 'T' to this site now, and you know what you are doing,\nplease specify --force.\ncrm_ticket: Ticket modification not allowed without --force\n",
      },
      {
        run: 'site ticket standby T',
        prints: '',
        changes: ['+ status <tickets><ticket_state id="T" standby="true"/></tickets>'],
        bench: { options: { force: true } },
      },
      {
        run: 'site ticket show T',
        fails: true,
        prints: 'ERROR: site.ticket: apparently nothing to show for ticket T\n',
      },
      {
        run: 'site ticket nonsense T',
        fails: true,
        prints:
          "ERROR: syntax in ticket: Expected grant or revoke or delete or standby or activate or show or time near <nonsense> parsing 'ticket nonsense T'\n",
      },
    ],
  },
};
