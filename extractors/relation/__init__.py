"""The rules that read relations, by what they say."""
