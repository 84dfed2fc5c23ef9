"""What each tab shows: the values that its template prints, for an address that the page's script asks for."""
