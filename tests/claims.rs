//! The project's own claims, one test each.

fn main() -> std::process::ExitCode {
    claimtest::harness::main(env!("CARGO_MANIFEST_DIR"))
}
