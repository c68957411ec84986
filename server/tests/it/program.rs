//! The program as a process of its own.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{
    io::{BufRead, BufReader, Read},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
};

/// `mentoring` with none of the variables that would configure it from outside.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mentoring"));
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("MENTORING_") || text == "DATABASE_URL" || text == "RUST_LOG" {
            command.env_remove(&name);
        }
    }
    command
}

/// Serves on a free port of loopback, unless the arguments say otherwise: the process with its address, or the exit code and the log of one that does not serve.
pub fn serve(data: &Path, arguments: &[&str]) -> Result<(Child, String), (Option<i32>, String)> {
    let mut command = program();
    if !arguments.contains(&"--addr") {
        command.env("MENTORING_ADDR", "127.0.0.1:0");
    }
    let mut child = command
        .args(["serve", "--data"])
        .arg(data)
        .arg("--reference")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../reference"))
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut log = child.stderr.take().unwrap();
    let log = thread::spawn(move || {
        let mut text = String::new();
        let _ = log.read_to_string(&mut text);
        text
    });
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let address = lines.find_map(|line| {
        let line = line.unwrap();
        line.strip_prefix("Serving on http://").map(str::to_owned)
    });
    match address {
        Some(address) => {
            // Somebody must read on, or the server waits for its output.
            thread::spawn(move || lines.for_each(drop));
            Ok((child, address))
        }
        None => Err((child.wait().unwrap().code(), log.join().unwrap())),
    }
}
