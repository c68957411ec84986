//! The programs that make things smaller: `wasm-opt`, `terser`, `sass`.

use anyhow::{Context, Result, bail};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::Mutex,
    thread,
};

/// -Os is 1 % smaller by brotli than -Oz or -O1 (docs/decisions/code-size.md).
const WASM: [&str; 3] = [
    "-Os",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
];
const SCRIPT: [&str; 4] = ["--module", "--compress", "passes=2", "--mangle"];

/// An empty folder; what lay there before is gone.
pub fn fresh(folder: &Path) -> Result<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    Ok(folder.to_owned())
}

/// The style as one small text.
pub fn style(source: &Path, work: &Path) -> Result<String> {
    let made = work.join("style.css");
    run(Command::new("sass")
        .args(["--no-source-map", "--style=compressed"])
        .args([source, &made]))?;
    Ok(fs::read_to_string(made)?)
}

/// Replaces each of these files by a smaller one that does the same, as many at once as there are processors.
pub fn make_small(modules: &[PathBuf], scripts: &[PathBuf]) -> Result<()> {
    let module = |path: &PathBuf| command("wasm-opt", path, &WASM);
    let script = |path: &PathBuf| command("terser", path, &SCRIPT);
    // What is taken first is at the end: the main module, which takes longest.
    let commands = scripts.iter().map(script).chain(modules.iter().map(module));
    let waiting: Mutex<Vec<Command>> = Mutex::new(commands.collect());
    let next = || waiting.lock().ok()?.pop();
    thread::scope(|scope| {
        let at_once = thread::available_parallelism().map_or(1, usize::from);
        let workers: Vec<_> = (0..at_once)
            .map(|_| {
                scope.spawn(|| {
                    while let Some(mut command) = next() {
                        run(&mut command)?;
                    }
                    Ok(())
                })
            })
            .collect();
        workers
            .into_iter()
            .try_for_each(|worker| worker.join().unwrap_or_else(|_| bail!("a worker's thread")))
    })
}

fn command(tool: &str, path: &Path, flags: &[&str]) -> Command {
    let mut command = Command::new(tool);
    command.arg(path).args(flags).arg("-o").arg(path);
    command
}

fn run(command: &mut Command) -> Result<()> {
    let said = command.output().with_context(|| format!("{command:?}"))?;
    if !said.status.success() {
        bail!(
            "{command:?}: {}\n{}",
            said.status,
            String::from_utf8_lossy(&said.stderr)
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tool_that_fails_says_why() {
        let failed = run(Command::new("sh").args(["-c", "echo not so >&2; exit 3"])).unwrap_err();
        assert!(failed.to_string().contains("not so"), "{failed}");
        assert!(run(&mut Command::new("no-such-tool-here")).is_err());
    }

    #[test]
    fn one_failure_among_many_is_heard() {
        let missing = [PathBuf::from("/nowhere/missing.wasm")];
        assert!(make_small(&missing, &[]).is_err());
    }

    #[test]
    fn a_fresh_folder_is_empty() {
        let folder = std::env::temp_dir().join(format!("site-fresh-{}", std::process::id()));
        fresh(&folder).unwrap();
        fs::write(folder.join("old"), "").unwrap();
        fresh(&folder).unwrap();
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
        fs::remove_dir(folder).unwrap();
    }
}
