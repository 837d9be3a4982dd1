// placeholder filled in with the first suites
console.log('0 passed, 0 failed');
