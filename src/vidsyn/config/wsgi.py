"""The application a web server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vidsyn.config.settings")
application = get_wsgi_application()

# All pages are read in before the first request, and what then stays for good is no longer looked through for
# garbage: that look made one page in some fifty a quarter of a second slower.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
