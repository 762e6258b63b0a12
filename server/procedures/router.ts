import * as accountLinks from './account-links.ts';
import * as accounts from './accounts.ts';
import * as articles from './articles.ts';
import * as audit from './audit.ts';
import { api } from './base.ts';
import * as categories from './categories.ts';
import * as contents from './contents.ts';
import * as fanpages from './fanpages.ts';
import { forgotten } from './forgotten-password.ts';
import * as invitations from './invitations.ts';
import { media } from './media.ts';
import * as newsroom from './newsroom.ts';
import * as ownAccount from './own-account.ts';
import * as passkeys from './passkeys.ts';
import * as portal from './portal.ts';
import * as previews from './previews.ts';
import * as restores from './restores.ts';
import * as revisions from './revisions.ts';
import * as secondFactor from './second-factor.ts';
import * as session from './session.ts';
import { setup } from './setup.ts';
import * as signIn from './sign-in.ts';
import * as signInSecondFactor from './sign-in-second-factor.ts';
import * as singleSignOn from './single-sign-on.ts';
import * as transitions from './transitions.ts';
import { uploads } from './uploads.ts';

/** Every procedure of the contract, implemented; a missing one does not compile. */
export const router = api.router({
  session: {
    health: session.health,
    me: session.me,
    people: session.people,
    bylines: session.bylines,
    signIn: signIn.signIn,
    signOut: signIn.signOut,
    signOutEverywhere: signIn.signOutEverywhere,
    reauthenticate: signIn.reauthenticate,
    confirmationOptions: signIn.confirmationOptions,
    setup,
    signInSecondFactor: signInSecondFactor.signInSecondFactor,
    passkeyOptions: signInSecondFactor.passkeyOptions,
    signInPasskey: signInSecondFactor.signInPasskey,
  },
  secondFactor: {
    show: secondFactor.show,
    startTotp: secondFactor.startTotp,
    confirmTotp: secondFactor.confirmTotp,
    removeTotp: secondFactor.removeTotp,
    renewRecoveryCodes: secondFactor.renewRecoveryCodes,
    forgetDevices: secondFactor.forgetDevices,
    startPasskey: passkeys.startPasskey,
    addPasskey: passkeys.addPasskey,
    renamePasskey: passkeys.renamePasskey,
    removePasskey: passkeys.removePasskey,
  },
  singleSignOn: {
    start: singleSignOn.start,
    callback: singleSignOn.callback,
    link: singleSignOn.link,
    unlink: singleSignOn.unlink,
  },
  articles: {
    list: articles.list,
    counts: articles.counts,
    create: articles.create,
    get: articles.get,
    update: articles.update,
    trash: transitions.trash,
    transition: transitions.transition,
    history: revisions.history,
    revisions: revisions.list,
    revision: revisions.get,
    saveRevision: revisions.save,
    restoreRevision: restores.restore,
    content: contents.content,
    putContent: contents.putContent,
  },
  media,
  uploads,
  categories: {
    list: categories.list,
    counts: categories.counts,
    create: categories.create,
    update: categories.update,
    move: categories.move,
    merge: categories.merge,
    remove: categories.remove,
  },
  newsroom: { get: newsroom.get, update: newsroom.update },
  fanpages: {
    list: fanpages.list,
    create: fanpages.create,
    update: fanpages.update,
    move: fanpages.move,
    remove: fanpages.remove,
    check: fanpages.check,
    scans: fanpages.scans,
    shortAddress: fanpages.shortAddress,
  },
  portal: {
    articles: portal.articles,
    article: portal.article,
    categories: portal.categories,
    fanpages: portal.fanpages,
  },
  previews: {
    show: previews.show,
    links: previews.links,
    createLink: previews.createLink,
    revokeLink: previews.revokeLink,
  },
  account: {
    get: ownAccount.get,
    update: ownAccount.update,
    changePassword: ownAccount.changePassword,
    sessions: ownAccount.listSessions,
    endSession: ownAccount.revokeSession,
    endOtherSessions: ownAccount.endOtherSessions,
  },
  accounts: {
    list: accounts.list,
    update: accounts.update,
    suspend: accounts.suspend,
    resume: accounts.resume,
    resetLink: accounts.resetLink,
    resetSecondFactor: accounts.resetSecondFactor,
    invitations: invitations.invitations,
    invite: invitations.invite,
    renewInvitation: invitations.renewInvitation,
    revokeInvitation: invitations.revokeInvitation,
  },
  accountLinks: { look: accountLinks.look, forgotten, use: accountLinks.use },
  audit: { list: audit.list },
});
