//! The `claimtest` command.

fn main() -> std::process::ExitCode {
    claimtest::cli::main()
}
