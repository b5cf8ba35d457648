//! Prints the address of the site as the last line of the start. The server has taken the place of `cargo xtask run` by then, so this is a
//! process beside it.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// The first start fills the demonstration.
const LONGEST: Duration = Duration::from_secs(300);

/// Waits until `address` answers a request, then prints it; gives up when the process `server` is gone.
pub fn wait_and_print(server: u32, address: &str) {
    let start = Instant::now();
    let process = PathBuf::from(format!("/proc/{server}"));
    let can_look = PathBuf::from("/proc/self").exists();
    while start.elapsed() < LONGEST && (!can_look || process.exists()) {
        if answers(address) {
            // The server's own last words first.
            std::thread::sleep(Duration::from_millis(200));
            println!("\n✓ Open {address}");
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}

fn answers(address: &str) -> bool {
    let Some(host) = address.strip_prefix("http://") else {
        return false;
    };
    let Ok(mut stream) = TcpStream::connect(host) else {
        return false;
    };
    let request = format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    let mut first = [0; 5];
    let answered = stream
        .set_read_timeout(Some(Duration::from_secs(10)))
        .is_ok()
        && stream.write_all(request.as_bytes()).is_ok()
        && stream.read_exact(&mut first).is_ok()
        && &first == b"HTTP/";
    if answered {
        // Hanging up in the middle of a page would leave an error in the server's log.
        let _ = std::io::copy(&mut stream.take(1_000_000), &mut std::io::sink());
    }
    answered
}

#[cfg(test)]
mod tests {
    use super::answers;
    use std::io::{Read, Write};
    use std::net::TcpListener;

    #[test]
    fn only_an_http_answer_counts() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let server = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let _ = stream.read(&mut [0; 512]).unwrap();
            stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
        });
        assert!(answers(&address));
        server.join().unwrap();
        assert!(!answers(&address));
    }
}
