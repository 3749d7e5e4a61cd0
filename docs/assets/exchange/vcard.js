/* People as contacts for a phone or an email program: vCard 3.0, RFC 2426, which more of them read than 4.0. It doesn't touch the page or
 * the storage. Notes stay here, because an address book often goes to other devices and companies. */
var Guide = Guide || {};
Guide.vcard = (() => {
  "use strict";

  const { escape, fold } = Guide.icalendar;

  /**
   * A file of contacts.
   * @param {Person[]} people
   * @returns {string}
   */
  function asContacts(people) {
    return people.map((person) => `${linesOf(person).map(fold).join("\r\n")}\r\n`).join("");
  }

  /** @param {Person} person */
  function linesOf({ id, name, call, role, employer, email, phone, profile }) {
    const words = name.trim().split(/\s+/);
    const last = words.length > 1 ? words.pop() || "" : "";
    return [
      "BEGIN:VCARD", "VERSION:3.0", `UID:${id}`,
      `FN:${escape(name)}`, `N:${escape(last)};${escape(words.join(" "))};;;`,
      ...line("NICKNAME", call), ...line("ORG", employer), ...line("TITLE", role),
      ...line("EMAIL;TYPE=INTERNET", email), ...line("TEL;TYPE=VOICE", phone), ...address(profile),
      "END:VCARD",
    ];
  }

  /** @param {string} name @param {string} value */
  function line(name, value) {
    return value.trim() ? [`${name}:${escape(value.trim())}`] : [];
  }

  /** An address isn't text, so nothing in it is escaped. @param {string} profile */
  function address(profile) {
    return profile ? [`URL:${profile.replace(/[\p{Cc}\s]/gu, "")}`] : [];
  }

  return { asContacts };
})();
