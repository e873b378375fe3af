//! The integration tests that run under the ordinary test runner, one module a subject.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed, and says where"
)]

mod answered;
mod architecture;
#[cfg(feature = "cli")]
mod archive;
#[cfg(feature = "cli")]
mod cache;
mod command;
mod corpus;
mod fixtures;
mod folder;
mod golden;
#[cfg(all(unix, feature = "cli"))]
mod guide;
#[cfg(feature = "import")]
mod import;
mod ladder;
mod listed;
mod oracle;
mod other_repository;
#[cfg(feature = "cli")]
mod page;
mod probe;
mod quotations;
mod recalled;
mod red;
mod reference;
mod renewed;
mod replayed;
mod report;
mod reworded;
mod schema;
#[cfg(feature = "cli")]
mod settings;
mod sources;
mod speakers;
mod survey;
mod values;
