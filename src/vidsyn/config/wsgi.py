"""The application a web server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from vidsyn.later.stopping import end_with_parent
from vidsyn.storage.presence import present_for_good

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vidsyn.config.settings")
application = get_wsgi_application()

# Ends with the server that started it, and keeps a restore out for as long as it answers.
end_with_parent()
present_for_good("web")

# All pages are read in before the first request, and what then stays for good is no longer looked through for
# garbage: that look made one page in some fifty a quarter of a second slower.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
