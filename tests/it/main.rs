//! The integration tests that run under the ordinary test runner, one module a subject.

mod fixtures;
mod folder;
mod golden;
mod report;
mod schema;
mod sources;
