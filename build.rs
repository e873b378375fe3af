//! How the command is linked.
//!
//! It has tables of tens of thousands of words. Where a program is loaded wherever there is room, the address of each
//! is worked out at every start, which is half of what a run takes that has nothing to do.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|it| it == value);
    let features = env::var("CARGO_CFG_TARGET_FEATURE").unwrap_or_default();
    let is_static = features.split(',').any(|it| it == "crt-static");
    let is_glibc = is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu");
    if is_glibc && !is_static {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
