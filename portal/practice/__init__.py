"""The practice portal: a made-up district, its template database and its launcher."""
