//! What opens every page.

use leptos::prelude::*;

use super::{Icon, IconName, LinkItem};

/// Who is signed in, for the menu at the top right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// The person's name.
    pub name: String,
    /// Their function and collectivity or service.
    pub detail: String,
    /// Their pages.
    pub links: Vec<LinkItem>,
    /// Where the form that signs out is sent.
    pub sign_out: String,
}

/// The menu of the person: a `details` that opens without scripts.
fn account_menu(account: Account) -> AnyView {
    view! {
        <details class="account">
            <summary>
                <Icon name=IconName::User/>
                <span>{account.name.clone()}</span>
                <Icon name=IconName::ChevronDown turns=true/>
            </summary>
            <div class="account-panel">
                <p class="account-who"><b>{account.name}</b><span>{account.detail}</span></p>
                <ul class="account-links">{account.links.into_iter().map(LinkItem::item).collect_view()}</ul>
                <form method="post" action=account.sign_out>
                    <button class="button button-quiet" type="submit">"Se déconnecter"</button>
                </form>
            </div>
        </details>
    }
    .into_any()
}

/// Skip link, wordmark, tools of the person, main links. The page's `main` has the id `contenu` and `tabindex="-1"`.
#[component]
pub fn Header(
    /// The main links, at most six.
    #[prop(optional)]
    links: Vec<LinkItem>,
    /// At the top right: the bell, or "Se connecter".
    #[prop(optional)]
    tools: Vec<LinkItem>,
    /// Who is signed in.
    #[prop(optional_no_strip, into)]
    account: Option<Account>,
) -> AnyView {
    view! {
        <a class="skip-link" href="#contenu">"Aller au contenu"</a>
        {bar(links, tools, account, "Navigation principale")}
    }
    .into_any()
}

/// What is under the skip link; `named` tells its links from other navigations of the page.
pub(super) fn bar(
    links: Vec<LinkItem>,
    tools: Vec<LinkItem>,
    account: Option<Account>,
    named: &'static str,
) -> AnyView {
    let nav = (!links.is_empty()).then(|| {
        view! {
            <nav class="site-nav" aria-label=named>
                <div class="wrap"><ul class="site-nav-links">{links.into_iter().map(LinkItem::item).collect_view()}</ul></div>
            </nav>
        }
    });
    view! {
        <header class="site-header">
            <div class="wrap site-header-top">
                <a class="wordmark" href="/">
                    <img src="/favicon.svg" alt="" width="36" height="36"/>
                    <span>"Mon Espace "<b>"Collectivité"</b></span>
                </a>
                <div class="site-tools">
                    {tools.into_iter().map(LinkItem::anchor).collect_view()}
                    {account.map(account_menu)}
                </div>
            </div>
            {nav}
        </header>
    }
    .into_any()
}
