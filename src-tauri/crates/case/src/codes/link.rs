//! Links that somebody else can open: http or https, a public host, nothing full-width.
//! Source: RFC 3986 for the parts, RFC 1035 for the labels of a host. The `url` crate mends what it
//! reads, as browsers do, and brings the tables of foreign host names along; here a slip is told.

use std::net::Ipv4Addr;

/// An http or https link with a host that others can reach. A path may hold Chinese characters, as
/// browsers show them; white space and full-width marks never belong to it.
pub(crate) fn is_link(text: &str) -> bool {
    let text = text.trim();
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    if !(scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")) {
        return false;
    }
    let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let (host, port) = match authority.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    };
    is_host(host) && port.is_none_or(is_port) && path.chars().all(is_of_a_path)
}

/// Judgement: the addresses of one house only, and `localhost`, are of no use to those who assess.
fn is_host(host: &str) -> bool {
    if let Ok(address) = host.parse::<Ipv4Addr>() {
        let elsewhere = address.is_private() || address.is_loopback() || address.is_link_local();
        return !(elsewhere || address.is_unspecified() || address.is_broadcast());
    }
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| is_letter_or_digit(c) || matches!(c, '-' | '_'))
    };
    let Some((_, last)) = host.rsplit_once('.') else { return false };
    host.len() <= 253
        && host.split('.').all(is_label)
        && last.chars().count() >= 2
        && !last.chars().any(|character| character.is_ascii_digit() && !last.starts_with("xn--"))
}

fn is_port(port: &str) -> bool {
    port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse().is_ok_and(|port: u16| port > 0)
}

fn is_of_a_path(character: char) -> bool {
    // Source: RFC 3986, unreserved, gen-delims, sub-delims and the percent sign.
    is_letter_or_digit(character) || "-._~:/?#[]@!$&'()*+,;=%".contains(character)
}

/// Of any script, but not the full-width forms of Latin letters and digits.
fn is_letter_or_digit(character: char) -> bool {
    character.is_alphanumeric() && !matches!(character, '\u{FF00}'..='\u{FFEF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_that_others_can_open() {
        for good in [
            "https://www.example.com",
            "http://example.com/",
            " HTTPS://Example.COM/a?b=c&d=%E4%B8%AD#e ",
            "https://mp.weixin.qq.com/s/AbC-d_e~f",
            "http://www.js.gov.cn:8080/col/col1/art_2020.html",
            "https://baike.example.com/item/网络扶贫",
            "http://江苏.中国/",
            "http://xn--fiqs8s.xn--fiqz9s/",
            "http://61.178.1.1/a.html",
            "https://v.example.com/x?u=http://a.cn/b",
        ] {
            assert!(is_link(good), "{good}");
        }
    }

    #[test]
    fn other_texts_are_no_links() {
        for bad in [
            "",
            "无",
            "www.example.com",
            "ftp://example.com/a",
            "http:/example.com",
            "https://",
            "https:///a",
            "https://localhost/a",
            "http://127.0.0.1:5000/",
            "http://192.168.1.2/a",
            "https://example",
            "https://example.c",
            "https://example..com",
            "https://-a.com",
            "https://a@example.com/",
            "https://example.com:99999/",
            "https://example.com:/",
            "https://1.2.3/",
            "https://example.com/a b",
            "https://example.com/a\nhttps://example.com/b",
            "https://example.com/a，详见网页",
            "https：//example.com/a",
            "https://ｅxample.com/a",
            "https://example。com/a",
            "报道：https://example.com/a",
            "https://example.com/<a>",
            "https://example.com/abc…",
        ] {
            assert!(!is_link(bad), "{bad}");
        }
    }
}
