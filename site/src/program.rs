//! From what the compiler made to what a browser loads: parts, and the script that binds them to the page.

use crate::tools;
use anyhow::{Context, Result, bail};
use std::{collections::BTreeMap, fs, path::Path};
use wasm_bindgen_cli_support::Bindgen;

/// The name of the program: of its main module and of the script that starts it.
pub const NAME: &str = "mentoring";
/// The script that fetches sections. The main module imports from it by this name, whatever its file is called.
pub const LOADER: &str = "./__wasm_split.js";

/// The browser's program, each file under the plain name that the others know it by.
pub struct Parts {
    /// The script that starts it.
    pub script: String,
    /// The script that fetches sections.
    pub loader: String,
    pub main: Vec<u8>,
    /// Sections and what they share, by the stem of their names.
    pub sections: BTreeMap<String, Vec<u8>>,
    /// Which files each section needs, by their stems.
    pub needs: BTreeMap<String, Vec<String>>,
}

/// Takes the compiled program apart at its sections, binds its main module, and makes all of it small.
pub fn parts(program: &Path, work: &Path) -> Result<Parts> {
    let compiled = fs::read(program).with_context(|| program.display().to_string())?;
    let whole = work.join("whole.wasm");
    let split = {
        let main_module = format!("./{NAME}.js");
        let mut options = wasm_split_cli_support::Options::new(&compiled);
        options.output_dir = work;
        options.main_out_path = &whole;
        options.main_module = &main_module;
        options.link_name = LOADER;
        wasm_split_cli_support::transform(options)
            .map_err(|report| anyhow::Error::from_boxed(report.into()))?
    };
    bind(&whole, work)?;

    let main = work.join(format!("{NAME}_bg.wasm"));
    let mut modules = split.split_modules;
    modules.push(main.clone());
    let scripts = [work.join(format!("{NAME}.js")), work.join(LOADER)];
    tools::make_small(&modules, &scripts)?;

    modules.pop();
    let sections = modules
        .into_iter()
        .map(|path| Ok((stem(&path)?, fs::read(&path)?)))
        .collect::<Result<_>>()?;
    Ok(Parts {
        script: fs::read_to_string(&scripts[0])?,
        loader: fs::read_to_string(&scripts[1])?,
        main: fs::read(main)?,
        sections,
        needs: split.prefetch_map.into_iter().collect(),
    })
}

/// The script between the main module and the page. The parts find the main module's exports by the names the linker gave.
fn bind(module: &Path, work: &Path) -> Result<()> {
    let mut bound = Bindgen::new()
        .input_path(module)
        .out_name(NAME)
        .web(true)?
        .keep_lld_exports(true)
        .demangle(false)
        .typescript(false)
        // The page names the module itself, by its hashed name.
        .omit_default_module_path(true)
        .generate_output()?;
    let snippets = bound.snippets().values().map(Vec::len).sum::<usize>();
    if snippets + bound.local_modules().len() > 0 {
        bail!("a crate brings scripts of its own, which this tool does not carry along");
    }
    bound.emit(work)
}

fn stem(path: &Path) -> Result<String> {
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    Ok(stem.context("a file without a name")?.to_owned())
}
