//! Candidate places for words and passages over all sources.
