//! Files of the program are for whoever runs it alone: the database, its log and copies, mails, rejected rows.

use std::{
    io,
    path::{Path, PathBuf},
};

/// From now on what this process makes is 0600, folders 0700. First thing of the program.
pub fn begin() {
    #[cfg(unix)]
    rustix::process::umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
}

/// The same for what an earlier version or another program made: the database and the folder of mails, and the data
/// folder itself when there is a database in it. A shared folder (`/tmp`) stays as it is.
pub fn tighten(data: &Path, database: Option<&Path>) -> io::Result<()> {
    let Some(database) = database.filter(|file| file.is_file()) else {
        return Ok(());
    };
    for suffix in ["", "-wal", "-shm"] {
        let file = PathBuf::from(format!("{}{suffix}", database.display()));
        restrict(&file, 0o600)?;
    }
    restrict(&data.join("mail"), 0o700)?;
    if database.parent() == Some(data) {
        restrict(data, 0o700)?;
    }
    Ok(())
}

#[cfg(unix)]
fn restrict(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    const STICKY: u32 = 0o1000;
    let Ok(found) = path.metadata() else {
        return Ok(());
    };
    let has = found.permissions().mode();
    if has & 0o077 == 0 || has & STICKY != 0 {
        return Ok(());
    }
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn restrict(_path: &Path, _mode: u32) -> io::Result<()> {
    Ok(())
}
