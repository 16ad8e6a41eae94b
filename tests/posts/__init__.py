"""What one file of the blog becomes: headers, fields, markup, permalinks."""
