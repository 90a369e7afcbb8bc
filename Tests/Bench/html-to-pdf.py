"""Makes a PDF of an HTML page with WeasyPrint, some rounds over, and prints the least processor time in seconds, bytes, and the peak in kB."""
import resource
import sys
import time

import weasyprint

page, target, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
best = float("inf")
for _ in range(rounds):
    start = time.process_time()
    weasyprint.HTML(filename=page).write_pdf(target, pdf_variant="pdf/ua-1")
    best = min(best, time.process_time() - start)
print(best, len(open(target, "rb").read()), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
