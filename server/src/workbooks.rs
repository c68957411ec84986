//! Workbooks read by a child: the program itself, started with bounds on memory and time, without environment.
//!
//! Whatever a file makes its reader ask for, only the child ends; the import then says that the file is too large.

use backend::profiles::import::{self, RowSink, Source, Told, Workbooks};
use domain::profiles::FileProblem;
use rustix::process::{Resource, Rlimit, setrlimit};
use std::{
    ffi::OsString,
    io::{self, BufReader, BufWriter},
    path::PathBuf,
    process::{Child, Command, ExitCode, Stdio},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::{Duration, Instant},
};

/// The child's only argument.
const COMMAND: &str = "read-workbook";
/// What the child may hold in memory, in bytes. 100,000 people take some 200 MB.
const MEMORY: u64 = 384 << 20;
/// The same with what is only reserved, and the program itself.
const ADDRESSES: u64 = 2 << 30;
/// How long the child may work, in seconds of a processor.
const WORK: u64 = 60;
/// How long the next row may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the program does as a child, if it is one: called before anything else is started.
pub fn as_child(arguments: impl IntoIterator<Item = OsString>) -> Option<ExitCode> {
    let mut arguments = arguments.into_iter().skip(1);
    if arguments.next()? != COMMAND {
        return None;
    }
    let answered = bound().and_then(|()| {
        let output = BufWriter::new(io::stdout().lock());
        import::answer(io::stdin().lock(), output)
    });
    Some(match answered {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    })
}

/// From here on this process cannot ask for more, open much, write a file or leave a picture of its memory.
fn bound() -> io::Result<()> {
    for (resource, most) in [
        (Resource::Data, MEMORY),
        (Resource::As, ADDRESSES),
        (Resource::Cpu, WORK),
        (Resource::Core, 0),
        (Resource::Fsize, 0),
        (Resource::Nofile, 16),
    ] {
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        setrlimit(resource, limit)?;
    }
    Ok(())
}

/// Reads each workbook in a child of its own.
#[derive(Clone, Debug)]
pub struct Children {
    program: PathBuf,
}

impl Children {
    /// Of this very program, also when its file was replaced meanwhile.
    pub fn of_this_program() -> Self {
        let running = PathBuf::from("/proc/self/exe");
        match running.exists() {
            true => Self::of(running),
            false => Self::of(std::env::current_exe().unwrap_or_default()),
        }
    }

    /// Of the program `mentoring` at this path.
    pub const fn of(program: PathBuf) -> Self {
        Self { program }
    }

    fn start(&self) -> io::Result<Child> {
        Command::new(&self.program)
            .arg(COMMAND)
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
    }
}

impl Workbooks for Children {
    fn read(&self, source: &mut dyn Source, sink: RowSink<'_>) -> Result<Told, FileProblem> {
        let unreadable = |error: io::Error| {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "no child to read a workbook"
            );
            FileProblem::Unreadable
        };
        source.rewind().map_err(unreadable)?;
        let mut child = self.start().map_err(unreadable)?;
        let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(FileProblem::Unreadable);
        };
        let child = Mutex::new(child);
        let clock = Instant::now();
        // Milliseconds of `clock` since when the next row is waited for; 0 while the last one is looked at.
        let waiting = AtomicU64::new(1);
        let (over, ended) = mpsc::channel::<()>();
        let told = thread::scope(|threads| {
            threads.spawn(move || {
                // It fails when the child has seen enough.
                let _ = io::copy(source, &mut input);
            });
            threads.spawn(|| watch(&child, &waiting, clock, ended));
            let now = || {
                u64::try_from(clock.elapsed().as_millis())
                    .unwrap_or(u64::MAX)
                    .max(1)
            };
            let told = import::take(BufReader::new(output), &mut |row, percent| {
                waiting.store(0, Ordering::Relaxed);
                let flow = sink(row, percent);
                waiting.store(now(), Ordering::Relaxed);
                flow
            });
            kill(&child);
            drop(over);
            told
        });
        // Ended without a last word: by its bounds, whatever it was that asked for more.
        told.unwrap_or(Err(FileProblem::TooLarge))
    }
}

/// Ends the child when it is waited for too long.
fn watch(child: &Mutex<Child>, waiting: &AtomicU64, clock: Instant, ended: mpsc::Receiver<()>) {
    const LOOK: Duration = Duration::from_millis(250);
    while let Err(RecvTimeoutError::Timeout) = ended.recv_timeout(LOOK) {
        let since = waiting.load(Ordering::Relaxed);
        if since > 0 && clock.elapsed().saturating_sub(Duration::from_millis(since)) > PATIENCE {
            kill(child);
            return;
        }
    }
}

/// Ends the child, if it has not ended, and takes its leave.
fn kill(child: &Mutex<Child>) {
    let mut child = child.lock().unwrap_or_else(PoisonError::into_inner);
    let _ = child.kill();
    let _ = child.wait();
}
