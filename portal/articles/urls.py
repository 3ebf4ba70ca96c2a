"""Public addresses of attached files."""

from django.urls import path

from portal.articles.serving import public_file

urlpatterns = [
    path("files/<uuid:article>/<slug:attachment>/", public_file, name="public-file"),
    path("files/<uuid:article>/<slug:attachment>/<str:name>", public_file, name="public-file-named"),
]
