"""What editors keep of search: synonyms, promotions, words of the splitter, the list of checks, the log of searches."""
