//! Own icons: one sprite, drawn in the text's colour. An icon never speaks alone: it is hidden from
//! assistive technology and stands beside a word, visible or not.

use leptos::prelude::*;

/// The drawings of `public/icons.svg`, on a grid of 24.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IconName {
    /// Go back.
    ArrowLeft,
    /// Go on.
    ArrowRight,
    /// Sorted upwards.
    ArrowUp,
    /// Sorted downwards.
    ArrowDown,
    /// More under here.
    ChevronDown,
    /// Done.
    Check,
    /// Success.
    CheckCircle,
    /// Information.
    Info,
    /// Attention.
    Warning,
    /// Danger.
    Danger,
    /// Close, remove.
    Close,
    /// Add.
    Plus,
    /// Search.
    Search,
    /// Filter.
    Filter,
    /// Download.
    Download,
    /// Send a file.
    Upload,
    /// A file.
    File,
    /// A set of files.
    Folder,
    /// Join a file.
    Paperclip,
    /// Send a message.
    Send,
    /// A mail.
    Mail,
    /// A telephone.
    Phone,
    /// A person.
    User,
    /// Several persons.
    Users,
    /// Notifications.
    Bell,
    /// A date.
    Calendar,
    /// A delay.
    Clock,
    /// Money.
    Euro,
    /// A place.
    Place,
    /// A priority, a milestone.
    Flag,
    /// Restricted.
    Lock,
    /// Edit.
    Edit,
    /// Delete.
    Trash,
    /// Look at.
    Eye,
    /// Leaves the site.
    External,
    /// Home.
    Home,
    /// A conversation.
    Message,
    /// What happened.
    History,
    /// A proposal of help.
    Idea,
    /// What stops.
    Blocked,
}

impl IconName {
    /// Every icon, in the order of the sprite.
    pub const ALL: &'static [Self] = &[
        Self::ArrowLeft,
        Self::ArrowRight,
        Self::ArrowUp,
        Self::ArrowDown,
        Self::ChevronDown,
        Self::Check,
        Self::CheckCircle,
        Self::Info,
        Self::Warning,
        Self::Danger,
        Self::Close,
        Self::Plus,
        Self::Search,
        Self::Filter,
        Self::Download,
        Self::Upload,
        Self::File,
        Self::Folder,
        Self::Paperclip,
        Self::Send,
        Self::Mail,
        Self::Phone,
        Self::User,
        Self::Users,
        Self::Bell,
        Self::Calendar,
        Self::Clock,
        Self::Euro,
        Self::Place,
        Self::Flag,
        Self::Lock,
        Self::Edit,
        Self::Trash,
        Self::Eye,
        Self::External,
        Self::Home,
        Self::Message,
        Self::History,
        Self::Idea,
        Self::Blocked,
    ];

    /// The symbol's id in the sprite.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::ArrowLeft => "arrow-left",
            Self::ArrowRight => "arrow-right",
            Self::ArrowUp => "arrow-up",
            Self::ArrowDown => "arrow-down",
            Self::ChevronDown => "chevron-down",
            Self::Check => "check",
            Self::CheckCircle => "check-circle",
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Danger => "danger",
            Self::Close => "close",
            Self::Plus => "plus",
            Self::Search => "search",
            Self::Filter => "filter",
            Self::Download => "download",
            Self::Upload => "upload",
            Self::File => "file",
            Self::Folder => "folder",
            Self::Paperclip => "paperclip",
            Self::Send => "send",
            Self::Mail => "mail",
            Self::Phone => "phone",
            Self::User => "user",
            Self::Users => "users",
            Self::Bell => "bell",
            Self::Calendar => "calendar",
            Self::Clock => "clock",
            Self::Euro => "euro",
            Self::Place => "place",
            Self::Flag => "flag",
            Self::Lock => "lock",
            Self::Edit => "edit",
            Self::Trash => "trash",
            Self::Eye => "eye",
            Self::External => "external",
            Self::Home => "home",
            Self::Message => "message",
            Self::History => "history",
            Self::Idea => "idea",
            Self::Blocked => "blocked",
        }
    }
}

/// One icon of the sprite.
#[component]
pub fn Icon(
    /// Which drawing.
    name: IconName,
    /// Turns with the open state of the `details` around it.
    #[prop(optional)]
    turns: bool,
) -> AnyView {
    view! {
        <svg class=if turns { "icon icon-turn" } else { "icon" } aria-hidden="true">
            <use href=format!("/icons.svg#{}", name.id())></use>
        </svg>
    }
    .into_any()
}
