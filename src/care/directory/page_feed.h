/* The open feed over HTTP, for any program: no key, no sign-in, any origin. */
#ifndef KITH_CARE_DIRECTORY_PAGE_FEED_H
#define KITH_CARE_DIRECTORY_PAGE_FEED_H

#include "web/request.h"

void page_feed_about(const Request *request, Response *response);
void page_feed_services(const Request *request, Response *response);
void page_feed_service(const Request *request, Response *response);
void page_feed_places(const Request *request, Response *response);
void page_feed_place(const Request *request, Response *response);
void page_feed_organizations(const Request *request, Response *response);
void page_feed_organization(const Request *request, Response *response);
void page_feed_taxonomies(const Request *request, Response *response);
void page_feed_taxonomy(const Request *request, Response *response);
void page_feed_terms(const Request *request, Response *response);
void page_feed_term(const Request *request, Response *response);

#endif
