// The page of the API: Swagger UI over openapi.json, which lies beside it. Nothing is asked of anybody else.
/* global SwaggerUIBundle */

/** What is searched of an operation: its name, its address, its words. */
function text_of(operation) {
  const members = ['summary', 'description', 'operationId'].map((name) => operation.getIn(['operation', name], ''))
  return [operation.get('method'), operation.get('path'), ...members].join(' ').toLowerCase()
}

/** The library's own search looks at the tags alone; this one at the operations, for every word that is typed. */
function search_operations(tags, phrase) {
  const words = phrase.toLowerCase().split(/\s+/).filter(Boolean)
  const has_words = (operation) => words.every((word) => text_of(operation).includes(word))
  return tags
    .map((tag) => tag.set('operations', tag.get('operations').filter(has_words)))
    .filter((tag) => tag.get('operations').size > 0)
}

/** The search field, with a name that a screen reader can say. */
function search_field(system) {
  const { React, layoutActions } = system
  return () => React.createElement('search', { className: 'docs-search' }, React.createElement('input', {
    type: 'search',
    placeholder: 'Search operations',
    'aria-label': 'Search operations',
    onChange: (event) => layoutActions.updateFilter(event.target.value || true),
  }))
}

const search = () => ({
  fn: { opsFilter: search_operations },
  wrapComponents: { FilterContainer: (_, system) => search_field(system) },
})

SwaggerUIBundle({
  url: 'openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  filter: true,
  validatorUrl: null, // or the page would be sent to somebody's validator
  displayRequestDuration: true,
  defaultModelsExpandDepth: 0,
  plugins: [search],
  // A session of this browser counts for "Try it out"; what it changes must say that it comes from here.
  requestInterceptor: (request) => {
    request.headers['X-Contact-Center'] = '1'
    return request
  },
})
