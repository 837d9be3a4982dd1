// Made by tools/virtual-keys.mjs. These keys are public on purpose: they protect nothing and nobody.
import type { Primes } from '../rsa/private-key.ts';

export const KEYS = {
  'root-auth-1': {
    p: 'zluKgOQlqYFCIEyLqMT5JO8d0HwufVqoGIYG7isnTlOApcaDd80sKr2AoLsBX6h0XBWJ6s2GyLD5e40cx4tjUhwaN3mk58a_MvR1IJCMibTQxYADGfDxZhauoUk14bXJ9E0jmDhth6LaxRjY3dKuPpv9LLGwnFZRSLl625QQTFU',
    q: 'u8QTtBaVdF8dukg57nMfSlawKXZ-X39_b7B8c67l97Fps8Kz007QEZcynfM8rU7GP-TpIN6wstnTV5-eEvhTbn8yA9Y-WpRoIbmUPhAxGWu9vLf4dTjgL1Mx53Z1JM5XN8K18Opz3Uf-qbxrfiJX85TJOqmVJqrtmIRLKhj6YBU',
  },
  'root-sign-1': {
    p: '2sKwP-TGavv4DgQbTCb_GXxAyODxwmZ56murNKjQ8PEvzfaZZipL0Y5jy5edBpeUhqrdUPMWi_NsSk9M5GUniPZQ8tRxa6BIAUglY3Rg11yuBsRh1pzdTsomfL_kRdPvvBK3a49WesMF0jWu5WEdqDx7ebhdZRFySHsGOMZNmBs',
    q: '0Edp02lSsmDYFyuysVUOlyVrEWc7NozsEWHTpN4Pu9nktBt4rfS7C6PSQ-6XrE0N8bA57oIrScB87Rpv0q7DR1UtpDWhquljGkLwolnAc-Oy8nclQqKHQsFmFfFPMmQKquPER6vep8u7RZbUETvzyFJsqNhZHrlGaBy5GdKyOuc',
  },
  'root-auth-2': {
    p: '896biJWNbJNNIXAeKxbIwO03s6UEMo1lAUzmWiGEiDqHgpm77eTqgavJzgbdTWibwSH9amJXmZ1SRX_cwQwXlLdSRzXyVY7SpsLvd1Y3ZyaqIHbVoryFlzrdaYU3SDFvtqn7RH5g2bbMaY1rDtXzx_cHa4TCK-ya_a9FXg9wrFc',
    q: '6fJiu0D--RpE7l9Ko-DWViQ0mJNzTv3qmMV6wz7KP6JgmipPtZeRBXZxX6x2DErfTmIGPvReb4E_2_V5kpHpZiBR2r55Io68HbtcmME1RQHiOXuOmYnsHro_xDN5l1HuGjTaJdzhqTyE5isW1Xt7KvBWym5R-aRUS3OhLZ0HKL8',
  },
  'root-sign-2': {
    p: '8FWdno_fT43CjMrbBl93QomZkkSI9TNrywJBwvdQKBnLCVkMuXZ8ql74fAyUj6ARfTMesfYYC6VzbOLkYDRyG-bDGqhE3gTOMcJiF-WoM52RwFxJuv8ubKlIZcpmawjLer6Y_Yp7UZpVfTRGIfGbOs5wFA4ncPn6mzb7R3Nfd88',
    q: '58b7DT-xGLTJG2foUX55j4bXCLKDtN8D6Iw5NAPLvE0Wkx7dVAIi4M3-y-UXZ1AmWlzL4LEMxNSbWaDitHmtTsXSScvnbJZ3-3G9uZLu8h82IFfCDt1BWgCCVhE6GWctz83frNgLd1QFHE9F2wf8e_3UqXuc5LhGu_0uANeI26c',
  },
  'root-auth-3': {
    p: 'wLD_gFXsdvBSjtNAAGPRiOVrqlb6g4c095bRRtqmItFG0WaOin8tbdQAdGtzkeErarUnMqoiJw36WgFhbN7_LsLQiPZWmgz0t0tWzPk6JcWg-dRzpwP5CWTisCeMscLbla19H9rtpNRpESbWDbEVTtOiVDbnhQOX6Dj9q_Lc4fE',
    q: 'vshVAKjQq7PjwooGUyw-onoi-ote_xPLmsjEmbCN3HUsa93olPFAYZW5s9KrlNVyOUs98rRhLGCzkcKkd9WqOoFrZghBh-dN8yJf7ludViQBDfeeZb9kQUsX4NBlr-bmNh3EhBl2dUCc4auoIbgbeno5GHPdE5TrQnHcTbkShaE',
  },
  'root-sign-3': {
    p: '7GjyqitO8oVC_s9BAt_ASuvXoj_CNEen20-cMmeCfW_PEOA15gQMheOwL_U1HZa9CtatvXOlse-0KXU6oXwUawMunfcBNkzY2R9qz5-7gim9naHw0xWWnUsA7m9IoAvtX1G8WXbk0VXA8KNpcARqPcrTrbAlt2MgW6T56mEb75c',
    q: 'tg1ALSt3RjVPpuIHxWs81d1fnbH5BsZTUoUx3GYfqHs3n3T2wfTT1HHIgy61uR7blSs4PsdlT8NDvCnFxEZKG6hLxeS0FfToz519usegKJ8v3gAOTP9Y7XeKotli4RpNXbqyzT_6RoKjcmeLCXbNvSNYryyz908e35aTCvJ4dGM',
  },
  'cv-root': {
    p: '8nRqQuXQPnjffAdmjCTh19YH3EgIXTX9GSpQtbtdS2bGrUI-IMSqWZ9VSPvUl8NcYiTbb0_Ik5sAkVlT5nFdCRvsxXMPfM4AzJxthvzRzKfOTH_6_0upgAwmngWce8R5ZtPO15CcOQkZvfapgu90lfYV8cade3BSEIXlWG9NYIc',
    q: '4BeVDbluDx1eqckJK6FM1DU7LD0wKSgm0G91mIoCnWdRI8NGASWO8HsQldLqrwt2-GWX6vGOTUwR8BeKRYQ30gg8X6IH8IpvQBJhlfYQvrfhhEL-UubaHgbDxYCcGf18YnY6pyy6SAVBpwn2XvMWYrs9h2N1v6mioDZBKmYa-T0',
  },
  issuer: {
    p: '7PoTWkuTmQXb7jgspoFRD4g2kH0FZjkee29J_RYF09OC9hmYaC0IBbdIquXNuLyKl3rHUnc_YQeljCUvOS8WCPVLcqOM6FdmbJ8vzzmlnSTYWzVQl5uosUFGEXOhoM3QFeb8fpoZJbo5QHIk0vO3HeFKUgiGNjP7GbOFVmBS-V0',
    q: '24AYtG_QogP30ZcFnMYMrKhVFwhI9PQx8aY1oGd5-be1n3sll_Q2M_4cRRoQCos6PRgmz0x5JuT_eXCC79MB1Q7Xda5vO__NR3Z0bshW2XU93UlA5rxnjTzZT_sZcHraxx2aGUvTxydHhYJTq2BYXhyJ4E2VB71dRKUv9KzwXYE',
  },
  'card-text': {
    p: '6dv5SPWuZDtLroPBnvvNJL93XPNMfYHj1c3t17uLEKl0THvYNtYOI5KzIgXchcynQlkwUPDuYctr9wTxZ4ahbBk_yg6LDFNsYE_jkpP0EnvDtKe2AP9ORA708WPwP4gOn8FCpwjmCaQvJc7OnQow6uNkcdcbeeIU-9x9IwoA6Pk',
    q: '1MZHEReJ2N7pP1AYGXwpsikAjjK5pNLmOnFyx8FnL87LA0x64CV0UhpbH_NIitRc7LPfvvwAyhuVmOuiQZ0erc7ybvCpyPB955FvDYf643AdQSfiAIYGpmXqZBTDzU9X4cThPhf0_3wXnON9Yf-ZJDXiAA3oGUeMWJ3NT1XxCes',
  },
  'card-surface': {
    p: '9JvtfrA9XXYtVuh-cR-h-G_B_tuMu5JZ5WC62ww09O6-_yzJsU5TPmemj4xkLgVuizflc5jVyCU6AIYgEP_pu8IkmTL2OF9oPWFY0gg-6qTWkP9ANvYySdsnABJUOnmCpYm0RJJD_VbDpcGs5ErlSPjSTKo7qwz8lSQaTpzzm_s',
    q: '4NN7BkHoEL9MIFM2kAI8TaFOjD6A_W0i2W5U61CWLtQzoswi9gn7nGnEFMDF6jFfmRf_XJrEQOdEourkewZmjaleWmtJIBtb16kfvalhTmExoCzFGuVUKyDyZIAAW8VPM7AA7jwnP-2TeScWlpOeA0_aw20gRCofcvVy5V7nHhE',
  },
  session: {
    p: '7sdyE6CBDanRTdQCUGybW4dNWiWJhzwdDfx4TDu1dO_eGkqJGXrabeOm9gc_EpTAI94jKMW_koLTRPGpgqi-6COKDb36A4_xq0qTQVbQmxBYG-dWf-jyYBJSXREhQiRqHObOIVnr05m-IjMXMTs5I57KCG0am-R4SJ0widXHWM0',
    q: 'vKJkanM1awib3sL3ErpoGPRgk9ZALemLLUagY-sMtrR70Nstbvly5HyyplOTDqzT9jV0iKHd4TyI8oK9MvYKeOu3T0CsB980xsQ5AmTgBdj4R48OSaHIUCrbaT1aVXxZ9FyF_RcxZYYeeZq5lkpsUl-zmdZEePz9UzXI6LVD-fU',
  },
  internal: {
    p: '0lTmI2ZKrx-Yz3HKGp0xH9hyzBnN8Wur6MCoiiSzyNoeiMgCO0g9mFNVTw5Yg0iLOUDGpYgYrzTaIjvycwYr-NQs40UDPWA2cYyct0KEav5fKDI5NzPp1MDYCl62b89snabZ3eyok_ky9v00Qo4ZzxD-M1xHbNcvmNKMGQZ8fJk',
    q: 'yHou1PYPg5aM_AGANhpegzXpvP4Oui0vT0hCqXplyAy02KZmBhNSVq6uCgwllDk8GoHyBIEm1eyMwKlkU1OID66fXOFzY1Eu778jhWyvGu4EqZIwMdCWkxglFo1FUQ70S4UFDX_zN9dL3SiIeL62iVxUh1IV8JbzvT9N1wGrM3c',
  },
  'adult.auth': {
    p: '01qUcFfA-_B-5TZdJzbxhe1cDJwJ3sgBoVhCdVAecLEVwI7yheyBT9VAouifmnCNboj5owygbORiGN2Nwhrvt2ztSWL7o_8bR6gWkrXrKIkrsB2PSuRUgfyQT3G9fVkrKdmhgJUAhqkrCbuhD8jdO5HZz4D8wF7csjgf1hGwtVk',
    q: 'v7bRtgnMBq-FNHz1TO__Kev244BelZFbmVFt2_TBhcPWuENPNy_Olm670UYvK-xLZMLsvllOc9zsL3DDolUuOwsKIZvUsXK60U1bMRfYz7Nq3hfwaSpaIbIVenf8OVYMKtBjSTWUnFkoIFf4sQHNmXTO85m44cVBZXESFfMSSX8',
  },
  'adult.sign': {
    p: '0shO53hq850JzJnAEvzBszRhqGpBhaeNK2NzL4KV9axakLjuLcoDFgdMLJryiB_6-N0rJIE5qVt4WigGYqb4PwUbcJPP7VyOlRkfL0FVZxYKIk4CthfUuvYaKKPLapS78jp6r-gEA_aoZx_hSyL82pp2gPM460YFhA4w8lCzfUM',
    q: 'yB2MMPPVRCJcY8pB_jDRpUEjmT5YCH1TZuIxktr3OKSzNsxTs5b8vH3168BZcEXEl20LgOSXt5SixyuVK4E0vvbtNp7f11DlUAWrw5vQkAAo5oOIR9M4tpAxJvRDnPY88B51t8DH4lZUFU7Ic3-GmvqYukRwT1W7odnuasEbcyM',
  },
  'child.auth': {
    p: '53r7g0urmPNVlqXRwdZ9i4fEew3VwnX4Rbr10sEM_XFgwrsPiyTeoHZJVVdB08NeFes6jBs-HQ6bMo3g4r6ZGjRkDw8g09sBGEfXL5_MWw8Pkz_fV4wyR-FKVKBAliXX6YAn7IJ3Q2fSxkvmT48PyljwO7LamNz4XBr6sWVQAQ8',
    q: '2FwDJ8_NhHXlfkeXP67bZujGjna0Lmvqix6-VLxZZiv4W4K4m1FrIchralJIO3Gb3ehw-_gz8fLnzefp-O8LPG01bkqG8KcoDyngcKGSWqjQ4eYIQmp9-5Fm8PX4njCypJSm5SSLRoFsLdmyx0T-bD2nw0HZzk0c7Aa97yQ8gJ8',
  },
  'child.sign': {
    p: '5ss-WAxFnRwKwkyh6aBjGwVmVGY-p4kohpnirJi0Uhnzu8KdCfFVAPUYLUhut7ghrqLhDDpcivQIObOj4Vrh8h57XomhrGWM8qu_c0IrWxkiqmUnPABDrUf9Sgp4l9k7q0cvaAqcQQiTqomyZlas3HxeBxWJs2du-jZXGb6GEak',
    q: 'uSAnZrDdPsfU7_EEUTTY8F0XTeY1zlP2VkDOM9gYJ2UoW9PdavaBxbomSDIcNxOS9R6JeXqtXjGDttJ6FAmrg66H5LHVeJwucU_t53vxmXVqa_Mooc-0ixNig6YnZ2MzlNs5tSTtbzw5WatpmFJX-mxIcJ-tR974g_TuKvQ11A8',
  },
  'foreign.auth': {
    p: '0ELb8hOGktPGlp1seQjPVlp6kC_s1eH35m70IpuV6z8QKXTnGG0vxFtK__cq9JvJt0N9yU5aXG9mwq1db1_kPyezVsCDIzIelRHG1mRJv4SfB4J5WN7_VmFjULd6jDkiqFPn447jsj7e0smGfXVeGk2VDWlafYzaPQXzWHoi2pM',
    q: 'x_fdFcB6pfhU09zjiH4iMb0Ub0P5S3V52P58LuAuO922ah-pkrQgh_wMGQGNXa1z8BfYjn_kqPN7l5XEUw26m4Qf4EDeesUCatR3Af1eUjyivlWUFUxga8mQdL429xR7QQO8xLJ__VcwbzyXhNvbj9KWZygWGV7GzEVxoXbl6bU',
  },
  'foreign.sign': {
    p: '6Mh13d2jTPA8TQ0xQnnlHSnnwS36Tkwsa2dg5Evunwe0Y14uuXUAJufTWtbshKyjHIyX-vf4_tWZaOx6plR3SHH_70qB4yX4mStwS5zajBXTNJMZTLWTbS5HAgY1GcQBgUSOktr0JB7l8ddbVVyozzr0v8zLQGPPbFACdCTwCEU',
    q: '1smU3wz4HIXoupd496QzsX2dSqw530PwGVxzzR7WsyaUTNnKsRsaHEk8kmGRO_mMWtSh2mqWk8mji97ZcBV6JlR_2XcaQHRUqwsZKOPPrF9O2Qg_Q1l2Lj209o01pkF-rSW3Xc1o9Zfo-1Her668CfFAh67Avc_BupfCz0VhW7k',
  },
  'substitutes.auth': {
    p: 'wXuLc9ALq8vyF6jfSCBMdKTL2ZoLW17hvl5Si0P-rpj8KsvSwUT6OBqBe_obxThp4SjrFSwmiAOCg75zVJuQpAaqWfvBn-HQR6aHRXxfkWM6yapOOG3qZZbIuU3fDAOvjc4nZhwl9BPCsl0dy_SzkA8UINNhmY61ZqF_ObLMHHc',
    q: 't9NINyKpWrXj9J6IP0gPk_XCzS5KN6HdoGlQWaHwO0VLxYDACbxxTOfbit1wqoPl9CbQkYCfKPWSY6WKM4sk9ha8MO8g451srfSzLTJtIFGK1Iv6PvddosY5AlVtPJ3jNqk0BNs3mhB5v39VezpX45P5Xbw-q4qfJ6tOUvDErHs',
  },
  'substitutes.sign': {
    p: '7aHRu3p2l9AY4XrDnaqdeNH8zqZcGz4dMbFLFFj9J158oftK3jlmR7t1fTELI62-BR6ntX6R6qJ9AQZRnLBgo5YLUhwPCh7_cMLSuY13-jIkbEIHOUwqN_FL48G2c69r-1Hp6q3O6_YFrtKHa5ILAx0_HNlI8JglbhEsafkVFc0',
    q: '50vd4gaQlR-3wzBsR2A0DchPfcZVoBAebwdoHMM7zpagJXMrf_ps6gMmKYPFZlz03ZaqKhYb7ph9arQ1iUZ6axVUYoDwsbtKrYLHJY-mgnOTG_9lsR90rAWIMiwETT7doHO2DeYWcFHpXPSU62LhiEbGIMF5dh90VTDrnbLTojE',
  },
  'rare-kanji.auth': {
    p: '4bMzWr_wkp-b8vE9UfO7Kh98f7ITCUK7Mrcq9k1ENdht4LRzPI6DJSK0ASxMTROFUhjyttdO7_UTXbCZ-g0AqmAwSwj06XU7hIr2xx6Niw5do7g5jBzGRjWXtAQL0fNAh6yWdOvau9rLEw-0xL-ZEYx7V-NmQ7gwl3VGi3mwvAk',
    q: '2meW_6mfSHcy77FsOf-DVn-kXo-2qtiGRqpHG5GNhFtW1okNyUPBlrRnZUzgt0dY3E7cdWa83KnpcGpx38Up63i4rwXEsX1XorMuQG3yejkqoqtZrnIPsJfWfg6HoTXhOeIakSFXxQI1brhIol3czJdve9bfoHDFaEfW0EXLi4U',
  },
  'rare-kanji.sign': {
    p: '9KgJmoRrHTA31P6QxGVzoRtoAc9IkR1wG_GcgiGVMX1DLmDXVDTN3vwOWjUw40-TBbEnRyvSFtj-XlgmwkHiLQg-gIQ8gEgP6i7H4KiE97OuUGVTBbSe88m3JFuiVFiBwvAtbzZNuchBRaG-ly91VM-Y36OHBgVRl_DJBhSiKss',
    q: 'zwW1nOShn6JWEcLxA3yb4kMl55DkFjD3X3BCqtD_862QZQd0yjtPw4nnawihpE81D4kPv4ceDHpF9SWmUHK9dCEQmnr30G7nmvlLm99uedoUyxMl9bYO2jwHbeIv9szRRBQ-8Aby2ib9MaBw4TihFs0L7Cm1uh-ORryrz-NzDuk',
  },
  'expired.auth': {
    p: '66-bQM6GjnSKkHRRIgw-51TWcTsakzeZipNXVmXb_qhAgRDhfQKjrpYNnChr366H9BXIUcIkDpwqCPgY9jz69clKscQ8ONVCelU7y400wx4YeHi4npSMJwp8iJKqxIRZhT5NF_gIlaYBsAYDV7D8fLvOK0y5zcWCT-muIamsHGE',
    q: '3k4WGJVS74Ta2UlwUCQyaqHl9pwFhg_xtg6nWNGLwA70kNC_1n2w8Fm5WjmeHh1h7wNe-fHZlsyGY09D0UQcItbHcDtexnmqYQyvmEn2ckbLHqfOyfc3SXrOgGZH6BQq46Ve47QzuYjigPEhW5YOrzQaRWGG8JRqfzzPfD5DFhE',
  },
  'expired.sign': {
    p: '5Wl5hJxaiZlhcjZodW1hWutdA1Ftrdsq3AcQFrJWe7UEsPRrX9rLNikdo5FNa_ZlSz6zi9bh1ZW5nuCKgI6iCT-gWdee29Zn6dUstSK1jFzbfka298hPjdpoWy3hjSGn0i4D2snXee3IuiXhMruSViciDiyNnJLZs5b4n8pTzRs',
    q: 'xYwWmQql2puvr712v77p9pOIhwDnjK5DzqKO2wVNFETpfuOmYwQvtDSosQBIFpZ0z0DSY876AmxyoYNqcEwopAKCXIDzs5CUPnmyT_uBR3l7qoJPRXjyC9P1Ton_5_u0pYtW5-Xj9K0BEz48BzsBgCCtDFkKwZiJ8-s9V18uq5c',
  },
  'expiring.auth': {
    p: '9kv-e6laGtPU-MruVNF4EWBbAOgL9dAYj2zUK9RU7ZbzBmulFtBnS6w9Emvl-gDgggaPsrY2Dlc0lZzIV9ZNlcxGmO1GAEHRtvRY9RA1D2cDRBBXuLl9B52K6RXHxyNrhOOPIpTr5JFpNWH863lVSaFjxlRoNVXGWDprNi_2h00',
    q: '3FMwhifJuBisICY-irNNYU5DGWQ0hjepM3ZZCHVL_tXQZR_MrEslnkTtRsk3MAdxm_U72wBBKA-3VXkJgJmFU-lzR86u4aHfL4-rN8sDUDwSch0aGMpE3-6fcgXcXp63r4sxK1hy4phd-Vk_n7ICW9ieTcXkxgvY78HgRt6-l-c',
  },
  'expiring.sign': {
    p: '49u4mRHmASpCh9SYjuiAz93Edm4FxNisswlKdnES64d96tXbiOGH9aBpxZF6RjB5zEP89EwNTNZuC9rpTCCZ3fbcWhafEfqsEblxHfFB8XSsIUROu2VL3axaLcgB__1AGMbmPQLYLDwiTItkz2CTlNmN1aUhubUSFas8uMuEEf8',
    q: 'up4pzClC7gx2-L9Yol1-LPU48STjSk4Qckkr6Q_FRbRtCgAHTJfxBpAgGe4H4IB0uBd-K10ru7SIcJRi3svjxOPKiYlcSixutRvaezGHU8uJ9Cn0TInTw_bSVgOPFKH-88p6yJ0cz2j4onNcL_lX7GGCkj4E7iG29-avAAQZ17E',
  },
  'blocked.auth': {
    p: '5_1GFP-60bCW5NN6hdbXU4zhi6yt6-wrxpEorXQHSFwTzB8cN6j8holOVakIESC26pGtJkOF13Qz39xzei-0B4MGBQBwc5fcbmCPofrgK0SnDnQandwsYQR6nOaSwSQmdhvWQxrQwWcksAzLUbtHGvzWhuH0UeIIKXe8kDxxX8E',
    q: '5yKfeiESCdMUZlnfmowH-1LMomWzr9lS4ov4L_LzrgY6hgmf3WWofqzImUGHGPrV5oDGO8oA6cz2vXttbmRADiIZ2yvRTzA173A04niSAcZ1yHI2ylXSOALMdurl672XiOP1GSeomh1s9D7A2-tdD1RD5QSg7RJNxsQuBVd6JI0',
  },
  'blocked.sign': {
    p: '1-MV30P1_b51FIV6I-q2Jy7CZx_NOxPjVeCI-gcNEK8eftNr8_Qcu9k7NrXx1Q2iAdCfiIYCon0ielZzljMR6iqT3KMPipYQ1azo6T_zNvlXGgJp7r7Lmsruj0BmHZPkSDh7yNgIaTU9LTQ4G7de-sTmy2ZefwSdsxFAqa-WCwU',
    q: '0kt7O-WL1g4Y2UGRbH6A0X5jLLwwZDaM1HDiH3EKiTR8Z9gy3JgYw1toM2wY9TOrFZounoRuAPyPsVIbkgRT-yIE6ayI72xXjJBQMaV1OKHjF7hXhY6nwOvlyO77Ryn1DTftohc1ug6RYDplE8EoDGxTr3hOIteQc_1nIblV4cE',
  },
  'last-try.auth': {
    p: '9wSqoFnYJFAyVtIq7Cv0H2mdYAMVWaaBV6ev3zo9tVIlwAgjFnZg2HWL8Ss1_hHc2gTWg5jYj_1ti7fXIKGM5vR0GGJtfJEZK2l8eWFnHAgXH9piDNPYWi8U872bjh0oPf3gN_oGB9AyXfqGJEuNtRXKbeX4ljAq1cqTcAxNvZM',
    q: 'v-mumH_l3trYr-GdBXe7WCifpzVgoXO2OFt9pqT8t9ahkMH_Jt0LVVQcorY13Lz0QWHRliYq_rtJZV2NnSJ5vwJ_weQ4a7o7KqdrcZZTh_DGSPIKsW1ZqygKMnJ1bkhNTr56qcxZxpn53svf-Xo4FSNTpQAqwz44i7IiI8inDjE',
  },
  'last-try.sign': {
    p: '6Cz_T-jumnuGUtN-Y8lW54TqdHBdz25CBJOSFx5V2IqDtw-XhHPt8vYxj3Vggmd8iohCorEDbhIQBdJ8jPldlGxaHMSfNZFJRCjSRKhlhqAbNmjc_nwxaN_55tYadanpjxAlECfSe-rgP5oodWjK974irORSsHiDyzlf6hXQ3oU',
    q: '3C7xaxnnfB6WL3fDgDPc9FmDoJTCT1rb9YmLtCXh5iSumPZfEFYMYf5ibe1WnqLBq0iP-94eE8xA8uBfBaEzHCf7B-m_O3UUXn-PBkRkJ4Y0s0HG1aPifYoz5pf4nnbpeSjRIRui6RexpJbtveqaeogKQmEcS_EEmXx6--3DS70',
  },
  'furigana.auth': {
    p: '8DCfYpaP4gFJYDqytBXw98wEvpFtGsaw3n46H1pt_1DhN9r_v0-at5Gqrd1XD0YLpWUSa4LteJyniCFtnOJpYB_2V6rTNqw-ekuz511LsLz7gKCnt-Wa5LghBjrm8upnVwpPbHaOe8ZsZyQ4smdzl3wzdeurwajiDs4nkwvYM-k',
    q: '1ugTfasCHSHTQrbUBGK5LzQ5K7vhVsZNCfQAVh_DWvIrlEGXqr7VxL_jfyHd0nfNQDw-X2jb9B_hcg8ydO6Cirk08Ze83BCnyC-WAas6yPGKrPQQW5TlL_aJJYWpQtaKwrLaHzRkn1kXCqkj9K-XG3-Q8tRtGAz_o76YWyLKsUE',
  },
  'furigana.sign': {
    p: '9ceazgBnq65upUhhT_igPO5QCiLBvX4dw5ETkk1ZNRbrne0wtkZKMzs5c5AhkCgSWxMiVwdAsbBDQwq3NoKV8jDcQ9b6EvdNAWrZGH10aCLI5Jbr2D9xTOrYJRKmKp9505kvmrLUqdY5e8XJ6SMnz3R2Logwwz1k1gAigtroxr0',
    q: 'xkISQz3R8WJH0RY2Jd7O9JjUqf3vgP4JNulJP67WkZ3_tcOhKLS1ujoN48RQgewg633qmspMjaIYksjMAHS906yugUYnyRbZWDjw0_MCu4zCS5Wc-1X0bHRIG0WdDn5-f0GySNcl2S49FOSiQ_vVkCVBkr9sxO757Yxh99WKeiM',
  },
  'generation-1.auth': {
    p: '72d7PMajjtJ4APmvVtwYql35NlYQswjRhj579peoADJ31Q_BsqjaCoiRXqL8zDk7EDOOCE0hwl8KdZr9xF9YlASKpVDnc7TbFP-fqzRK3rULH_X1w4ctQU9HK5cx5OVNrpWT2XcpaAFGm-X9wp6TnlDiZzJ2fpE8coBDbKq-2H8',
    q: 'vVdWTo0YRlSd476o6u7WcDspyTu9-WBSaWOHyEawGE5JHws5wc3uqLqOqFmkERQdG8Bru3rshY-c-czpuFbV09L30L2VM9yLYKtpZ6AfoGRcYEKQdQ0v1UKUSRgsPdJ0iu1Dz0etwpmCrAlLzOgXPcS3b9sjuSgOB1pqBedadYE',
  },
  'generation-1.sign': {
    p: '74Bv249sYahJHbVys_nfxCOOVoq6ztj4I-9QRT4wS7m01cbL8z6EdCaDvKuAF6hm1uDV-F8qBXWgNvJf1DgSqXhvmRU6wCAHAzxiY-ugOM1V_1rWtdJYTbiVDu03OzZfkgaf44Hzh2kFqTZxaZqM3DWROtsFTBYpqZsUQLiZ2z0',
    q: '1mupOjui_hgrR5LAuOFObN6jJGW2M1pu0jhXd-P2Oe4O17uWOokhqkq6uBrI46oCP5Fvq-TFkEx2yj2IVzzEL0MFfAXtNal-nSqiQx_SZ0HCGyKNI8jays08EgeRbxHcdsNicJcvoIiOPtkCpVs0vnwFW0tAjttVMwBpsBHIFYc',
  },
  'generation-2.auth': {
    p: '31TbZDcPVoWBd9xW9tVpxVSobnx1VTd2_WAcXygBbvKn0UCJv-iUU-TPCVcHMGbA3beYxPAk7gN8Dgf0RwR-rHhU_6t93OwpvXydqpasMlJ3jZvRnIm8QIxwkRIWrpPm8G6T3fac1uXt-w8hNMZC0ulrV052nBrIRwF2-P2VCwU',
    q: 'vmnWhed5JUJZNG6gIzrkFx7osK69qkOptDN_EZ66cfD3lR0sdaC-j6NToCDD1kojgkzZALEEXQA4EDFv0e4jj1c9SxnL6pDgy-3jCn9TXx-J18GQd3Wi9AVMckU4R8K4yN1RUFL7X41AM_xEuZu-5cQ1HvUeu3QiU2NA3QgQvD0',
  },
  'generation-2.sign': {
    p: '3rgNg7WFHNNezxYNZ5oc0Vno54dt8v2kbLQc_GvRtoYt_iSAwARROnT24P9BtyU-o1n6EpMc2EGie1DyDS4TlQIuQnUO1tLih7KH5Kg6Tz5IazFa-DNycmoqllcjNC1pwmEyvVO2fB9kg3KRI2eblZQPb9_ZOYNZV9jxYwd0X40',
    q: 'vcwAV7uF_lzlSTLVMOHwpc7weAAZS0DADR4WvoFR9ckwuPRyTf27FiE21dMQmHEsdSaA-IR4kmTYuoLjOJznqvOPpQWEd_EqSYcnL9TU0QV3Z_VWSHj3damXAA1yIe0GMgoEvoT-1K4dxSlOUba-BwTLdNWz-Fq3cjuO-BhDHo8',
  },
  'generation-3.auth': {
    p: '_-FXoHjMjlZPg5jCTh5M0rUNkL5tm7q6MFubCHrKM5Rc_D0Pyh1vAnR34S3EjFaDgwmhFC8k78yReWBW1eE3UFzg0Du0fRYNu47qo6K9frC2RVlFwG41AUyF2WcNYEhEAT00bSIuayoHmK700Ao8ZAB0DJwkKRqhdXBKbe_AerU',
    q: '-Ztmo4ygfbPTfYh91NbjeRp-rYIqa8-jHyRb9o69ipYm4hWfvFPvtIdv3wQUs71FKg12iM0f4zwda4fgwF1xAgwEa5WiMghaifIMOintgbMVfNhZROSRBHfH0aFx2MLc10Ff8tOVwScXgeTCQ1ahx9xJaPrhHW1JO7QuVWv4is0',
  },
  'generation-3.sign': {
    p: '7_RgXGlhLepFTwF2MA44jPOQbrSpy4uwevK3sMGk9Zm74zgqtoGkoybUqgy8wNLBKlilJc0GbiS4FSQwvso2AlvoNjCNdsdY98tmqdmGLH1dd1sXxGD_PAWIvlT_DF_BFft47-c441sb64LgIp3KmlLt-OwW5bToniEhfXMpJck',
    q: 'yK07gT0-EVwPvQtpOrIoIKGmSK7P_TdaP8rdaZzt0nM2-SkRzIC4LqY_nY8anMOpJEKzaqxUvM01urg81DMLC3g7Aj3wvKeyheHjq3VU_-Mx1XBxzcx3xqI3nGxrjqn0bqfpi6f2s_N3ymYf6xSZVhdgFvgF1tWXlpmWae0D1O8',
  },
} as const satisfies Readonly<Record<string, Primes>>;
