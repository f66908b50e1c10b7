/** What nobody can check from here. */
export const grantWarning = (ticket: string): string =>
  `This command cannot help you verify whether '${ticket}' has been already granted elsewhere.`;

export const grantAdvice = (ticket: string): string =>
  `${grantWarning(ticket)}
If you really want to grant '${ticket}' to this site now, and you know what you are doing,
please specify --force.`;

export const revokeAdvice = (ticket: string): string =>
  `Revoking '${ticket}' can trigger the specified 'loss-policy'(s) relating to '${ticket}'.

You can check that with:
crm_ticket --ticket ${ticket} --constraints

Otherwise before revoking '${ticket}', you may want to make '${ticket}'standby with:
crm_ticket --ticket ${ticket} --standby

If you really want to revoke '${ticket}' from this site now, and you know what you are doing,
please specify --force.`;
