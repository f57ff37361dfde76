"""Forms of the office: Word templates filled, shown as HTML for the printer, and workbooks."""
