"""The survey on paper and in workbooks: what an office hangs up, files and sends."""
