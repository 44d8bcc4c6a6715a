package system

// The catalogue: which system functions there are on a gateway of 8.1 or 8.3,
// simulated here or not. A script that uses one of them is right, and needs a
// stub (API-3); one that uses another name has a mistake that the gateway
// would report too. Names without their family are as the manuals list them,
// legacy ones that still work (API-2) among them.

import (
	"slices"
	"strings"
)

// Scope is where a script runs. What system offers differs between them
// (JY-5).
type Scope uint8

// The scopes.
const (
	// Gateway is the gateway's own scope: tag events, gateway events, message
	// handlers of gateway and sessions (SES-3).
	Gateway Scope = iota
	// Client is the scope of Vision clients and of the Designer.
	Client
)

// Exists reports whether a system function, or a constant, of that name exists
// in a scope of Ignition 8.1 or 8.3, be it simulated or not. The name may begin
// with "system." or leave it out. What modules of third parties add is unknown
// (MOD-1).
func Exists(scope Scope, name string) bool {
	name = strings.TrimPrefix(name, "system.")
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		return false
	}
	f, ok := catalogue[name[:dot]]
	if !ok {
		return false
	}
	own := f.gateway
	if scope == Client {
		own = f.client
	}
	return slices.Contains(f.both, name[dot+1:]) || slices.Contains(own, name[dot+1:])
}

// Family reports whether a scope of Ignition 8.1 or 8.3 has a family of
// functions of that name, such as tag or perspective.workstation. The name may
// begin with "system." or leave it out.
func Family(scope Scope, name string) bool {
	name = strings.TrimPrefix(name, "system.")
	if f, ok := catalogue[name]; ok {
		return len(f.both) > 0 || scope == Gateway && len(f.gateway) > 0 || scope == Client && len(f.client) > 0
	}
	return false
}

// family is what one family offers, by scope.
type family struct{ both, gateway, client []string }

// catalogue has the families by name.
var catalogue = func() map[string]family {
	m := make(map[string]family, len(catalogueText))
	for _, f := range catalogueText {
		m[f.name] = family{strings.Fields(f.both), strings.Fields(f.gateway), strings.Fields(f.client)}
	}
	return m
}()

var catalogueText = []struct{ name, both, gateway, client string }{
	{name: "alarm",
		both: `acknowledge cancel getRosters createRoster getShelvedPaths listPipelines queryJournal queryStatus shelve unshelve`},
	{name: "bacnet",
		both: `readRaw readRawMultiple synchronizeTime synchronizeTimeUtc writeRaw writeRawMultiple writeWithPriority`},
	{name: "config", // 8.3
		gateway: `copy create delete getActiveMode getModes getResource getResourceTypes getResources move rename replace`},
	{name: "dataset",
		both: `addColumn addRow addRows appendDataset clearDataset dataSetToExcel dataSetToHTML deleteRow deleteRows filterColumns
			formatDates fromCSV getColumnHeaders setValue sort toCSV toDataSet toExcel toPyDataSet updateRow`,
		client: `exportCSV exportExcel exportHTML`},
	{name: "date",
		both: `addDays addHours addMillis addMinutes addMonths addSeconds addWeeks addYears daysBetween format fromMillis getAMorPM
			getDate getDayOfMonth getDayOfWeek getDayOfYear getHour12 getHour24 getMillis getMinute getMonth getQuarter getSecond
			getTimezone getTimezoneOffset getTimezoneRawOffset getYear hoursBetween isAfter isBefore isBetween isDaylightTime
			midnight millisBetween minutesBetween monthsBetween now parse secondsBetween setTime toMillis weeksBetween yearsBetween`},
	{name: "db",
		both: `addDatasource beginNamedQueryTransaction beginTransaction clearAllNamedQueryCaches clearNamedQueryCache clearQueryCache
			closeTransaction commitTransaction createSProcCall dateFormat execQuery execSProcCall execScalar execUpdate
			execUpdateAsync getConnectionInfo getConnections removeDatasource rollbackTransaction runNamedQuery runPrepQuery
			runPrepUpdate runQuery runSFNamedQuery runSFPrepUpdate runSFUpdateQuery runScalarPrepQuery runScalarQuery
			runUpdateQuery setDatasourceConnectURL setDatasourceEnabled setDatasourceMaxConnections
			READ_COMMITTED READ_UNCOMMITTED REPEATABLE_READ SERIALIZABLE
			ARRAY BIGINT BINARY BIT BLOB BOOLEAN CHAR CLOB DATALINK DATE DECIMAL DISTINCT DOUBLE FLOAT INTEGER JAVA_OBJECT
			LONGNVARCHAR LONGVARBINARY LONGVARCHAR NCHAR NCLOB NULL NUMERIC NVARCHAR ORACLE_CURSOR OTHER REAL REF ROWID SMALLINT
			SQLXML STRUCT TIME TIMESTAMP TINYINT VARBINARY VARCHAR`,
		client: `refresh`},
	{name: "device",
		both: `addDevice getDeviceHostname listDevices refreshBrowse removeDevice restart setDeviceEnabled setDeviceHostname`},
	{name: "dnp3",
		both: `demandPoll directOperateAnalog directOperateBinary freezeAnalogs freezeAnalogsAtTime freezeCounters
			freezeCountersAtTime selectOperateAnalog selectOperateBinary`},
	{name: "eam",
		both: `getGroups queryAgentHistory queryAgentStatus runTask`},
	{name: "eventstream", // 8.3
		gateway: `getDiagnostics listEventStreams publishEvent`},
	{name: "file",
		both:   `fileExists getTempFile readFileAsBytes readFileAsString writeFile`,
		client: `openFile openFiles saveFile`},
	{name: "groups",
		both: `loadFromFile removeGroups`},
	{name: "gui",
		client: `chooseColor closeDesktop color confirm convertPointToScreen createComponent createPopupMenu desktop errorBox
			findWindow getCurrentDesktop getDesktopHandles getOpenedWindowNames getOpenedWindows getParentWindow getQuality
			getScreenIndex getScreens getSibling getWindow getWindowNames inputBox isTouchscreenModeEnabled messageBox
			moveComponent openDesktop openDiagnostics passwordBox reshapeComponent resizeComponent setScreenIndex
			setTouchscreenModeEnabled showNumericKeypad showTouchscreenKeyboard transform warningBox
			ACCL_NONE ACCL_CONSTANT ACCL_FAST_TO_SLOW ACCL_SLOW_TO_FAST ACCL_EASE COORD_SCREEN COORD_DESIGNER`},
	{name: "historian", // 8.3
		both: `browse deleteAnnotations queryAggregatedPoints queryAnnotations queryMetadata queryRawPoints storeAnnotations
			storeDataPoints storeMetadata updateRegisteredNodePath`},
	{name: "iec61850",
		both: `cancel getControlParams listFiles operate readFile select writeFile`},
	{name: "kafka", // 8.3
		gateway: `listConnectorInfo listTopicPartitions listTopics pollPartition pollTopic seekLatest sendRecord sendRecordAsync`},
	{name: "math",
		both: `geometricMean kurtosis max mean meanDifference median min mode normalize percentile populationVariance product
			skewness standardDeviation sum sumDifference sumLog sumSquares variance`},
	{name: "mongodb",
		both: `aggregate deleteMany deleteOne find findOne insertMany insertOne listCollectionNames listConnectorInfo replaceOne
			updateMany updateOne`},
	{name: "nav",
		client: `centerWindow closeParentWindow closeWindow desktop getCurrentWindow goBack goForward goHome openWindow
			openWindowInstance swapTo swapWindow`},
	{name: "net",
		both: `getExternalIpAddress getHostName getIpAddress getRemoteServers httpClient httpDelete httpGet httpPost httpPut
			sendEmail`,
		client: `openURL`},
	{name: "opc",
		both: `browse browseServer browseSimple getServerState getServers isServerEnabled readValue readValues setServerEnabled
			writeValue writeValues`},
	{name: "opchda",
		both: `browse getAggregates getAttributes getServers insert insertReplace isServerAvailable readAttributes readProcessed
			readRaw replace`},
	{name: "opcua",
		both: `addConnection callMethod removeConnection`},
	{name: "perspective",
		gateway: `alterDock alterLogging authenticationChallenge closeDock closePage closePopup closeSession download
			getProjectInfo getSessionInfo isAuthorized login logout navigate navigateBack navigateForward openDock openPopup
			print refresh sendMessage setTheme toggleDock togglePopup vibrateDevice`},
	{name: "perspective.workstation",
		gateway: `exit toKiosk toWindowed`},
	{name: "print",
		client: `createImage createPrintJob printToImage PORTRAIT LANDSCAPE`},
	{name: "project",
		both: `getProjectName getProjectNames requestScan`},
	{name: "report",
		both: `executeAndDistribute executeReport getReportNamesAsDataset getReportNamesAsList`},
	{name: "roster",
		both: `addUsers createRoster deleteRoster getRosters removeUsers`},
	{name: "secrets", // 8.3
		gateway: `createEmbeddedSecretConfig createReferencedSecretConfig decrypt encrypt getProviders getSecrets
			readConfiguredSecretValue readSecretValue`},
	{name: "secsgem",
		both: `copyEquipment deleteToolProgram enableDisableEquipment getResponse getToolProgram getToolProgramDataset sendRequest
			sendResponse startSimEventRun toDataSet toTreeDataSet`},
	{name: "security",
		both:   `getRoles getUserRoles getUsername validateUser`,
		client: `isScreenLocked lockScreen logout switchUser unlockScreen`},
	{name: "serial",
		both: `closeSerialPort configureSerialPort openSerialPort port readBytes readBytesAsString readLine readUntil sendBreak
			write writeBytes`},
	{name: "sfc",
		both: `cancelChart getRunningCharts getVariables pauseChart redundantCheckpoint resumeChart setVariable setVariables
			startChart`},
	{name: "tag",
		both: `browse browseHistoricalTags configure copy deleteAnnotations deleteTags exists exportTags getConfiguration importTags
			move query queryAnnotations queryTagCalculations queryTagDensity queryTagHistory readAsync readBlocking rename
			requestGroupExecution storeAnnotations storeTagHistory writeAsync writeBlocking
			addTag browseConfiguration browseTags browseTagsSimple editAlarmConfig editTag editTags getAlarmStates loadFromFile
			read readAll removeTag removeTags write writeAll writeAllSynchronous writeSynchronous`,
		client: `isOverlaysEnabled setOverlaysEnabled`},
	{name: "twilio",
		both: `getAccounts getAccountsDataset getActiveAccounts getPhoneNumbers getPhoneNumbersDataset sendFreeformWhatsApp
			sendPhoneCall sendSms sendWhatsAppTemplate`},
	{name: "user",
		both: `addCompositeSchedule addHoliday addRole addSchedule addUser createScheduleAdjustment editHoliday editRole
			editSchedule editUser getHoliday getHolidayNames getHolidays getNewUser getRoles getSchedule getScheduleNames
			getScheduledUsers getSchedules getUser getUserSources getUsers isUserScheduled removeHoliday removeRole
			removeSchedule removeUser`},
	{name: "util",
		both: `audit execute getAvailableLocales getAvailableTerms getGatewayAddress getGatewayName getGatewayStatus getGlobals
			getLocale getLogger getProjectName getProperty getSessionInfo getVersion globals invokeAsynchronous jsonDecode
			jsonEncode modifyTranslation queryAuditLog sendMessage sendRequest sendRequestAsync setLocale setLoggingLevel
			threadDump translate`,
		client: `beep exit getClientId getConnectTimeout getConnectionMode getEdition getInactivitySeconds getReadTimeout
			getSystemFlags invokeLater playSoundClip retarget setConnectTimeout setConnectionMode setReadTimeout
			CLIENT_FLAG DESIGNER_FLAG FULLSCREEN_FLAG MOBILE_FLAG PREVIEW_FLAG SSL_FLAG WEBSTART_FLAG APPLET_FLAG`},
	{name: "vision", // mostly 8.3, where it takes in gui, nav and print
		client: `beep centerWindow closeDesktop closeParentWindow closeWindow color convertPointToScreen createImage createPopupMenu
			createPrintJob desktop exit exportCSV exportExcel exportHTML findWindow getClientId getConnectTimeout
			getConnectionMode getCurrentDesktop getCurrentWindow getDesktopHandles getEdition getInactivitySeconds
			getKeyboardLayouts getOpenedWindowNames getOpenedWindows getParentWindow getQuality getReadTimeout getScreenIndex
			getScreens getSibling getSystemFlags getWindow getWindowNames goBack goForward goHome invokeLater isOverlaysEnabled
			isScreenLocked isTouchscreenModeEnabled lockScreen logout openDesktop openDiagnostics openFile openFiles openURL
			openWindow openWindowInstance playSoundClip printToImage refreshBinding reshapeComponent retarget saveFile
			setConnectTimeout setConnectionMode setOverlaysEnabled setReadTimeout setScreenIndex setTouchscreenModeEnabled
			showColorInput showConfirm showError showInput showMessage showNumericKeypad showPasswordInput
			showTouchscreenKeyboard showWarning swapTo swapWindow switchUser transform unlockScreen updateProject`},
}
