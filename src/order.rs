//! Putting things in order.

/// Things in the order of a key; those with the same key stay as they came.
///
/// One sort serves all types, since a sort is 4 kB of code for each type.
pub(crate) fn sorted<T>(things: Vec<T>, key: impl Fn(&T) -> u64) -> Vec<T> {
    let mut order: Vec<(u64, usize)> = things.iter().map(key).zip(0..).collect();
    order.sort_unstable();
    let mut things: Vec<_> = things.into_iter().map(Some).collect();
    order.into_iter().filter_map(|(_, at)| things.get_mut(at)?.take()).collect()
}

#[cfg(test)]
mod tests {
    use super::sorted;

    #[test]
    fn things_with_the_same_key_stay_as_they_came() {
        let key = |thing: &&str| thing.as_bytes()[0].into();
        assert_eq!(sorted(vec!["3a", "1", "3b", "2"], key), ["1", "2", "3a", "3b"]);
        assert!(sorted(Vec::new(), key).is_empty());
    }
}
