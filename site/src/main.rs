//! `site PROGRAM FOLDER HASHES`: makes the site folder out of the browser's compiled program (`frontend.wasm`), the style and
//! `public/`, and writes the names of the build into the file HASHES, where the server reads them.
//!
//! Run in the repository's folder by `scripts/build.sh`; `wasm-opt`, `terser` and `sass` are taken from the `PATH`.

mod names;
mod program;
mod tools;

use anyhow::{Context, Result, bail};
use std::{
    fs,
    path::{Path, PathBuf},
    thread,
};

fn main() -> Result<()> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [program, folder, hashes] = arguments.as_slice() else {
        bail!("Use: site PROGRAM.wasm FOLDER HASHES.txt");
    };
    make(program, folder, hashes)
}

fn make(program: &Path, folder: &Path, hashes: &Path) -> Result<()> {
    let work = tools::fresh(&folder.with_extension("work"))?;
    let (parts, style) = thread::scope(|scope| {
        let style = scope.spawn(|| tools::style(Path::new("style/main.scss"), &work));
        let parts = program::parts(program, &work);
        let style = style.join().unwrap_or_else(|_| bail!("the style's thread"));
        Ok::<_, anyhow::Error>((parts?, style?))
    })?;
    let named = names::name(parts, style)?;

    let folder = tools::fresh(folder)?;
    copy(Path::new("public"), &folder)?;
    let pkg = tools::fresh(&folder.join("pkg"))?;
    for (name, content) in &named.files {
        fs::write(pkg.join(name), content).with_context(|| name.clone())?;
    }
    fs::write(hashes, named.hashes).with_context(|| hashes.display().to_string())?;
    fs::remove_dir_all(work)?;
    Ok(())
}

/// All that lies in a folder, as it is.
fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| from.display().to_string())? {
        let entry = entry?;
        let into = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &into)?;
        } else {
            fs::copy(entry.path(), into)?;
        }
    }
    Ok(())
}
