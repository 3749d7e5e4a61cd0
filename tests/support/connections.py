"""A file of connections, as LinkedIn gives it to its members."""

CONNECTIONS = """Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Kate,Wood,https://www.linkedin.com/in/katewood,,"Mercy, Inc.",Registered Nurse (ICU),04 Mar 2026
Dana,Lee,https://www.linkedin.com/in/danalee,,MERCY,Nursing Assistant,05 Mar 2026
Ann,Ray,https://www.linkedin.com/in/annray,ann@x.org,Mercy Health,Nurse,05 Mar 2026
Bob,Day,https://www.linkedin.com/in/bobday,,Mercyhurst University,Nurse,05 Mar 2026
,,,,,,
Eve,Fox,https://www.linkedin.com/in/evefox,,AT&T,Senior Software Engineer,06 Mar 2026
"""
